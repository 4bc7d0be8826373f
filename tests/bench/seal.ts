/** (e) From opening a checkpoint's code to its seal on a slow phone, beside a bare page that only draws one. */
import fs from 'node:fs';
import { type Browser, chromium } from '@playwright/test';
import pg from 'pg';
import { temporaryFolder } from '../../supabase/local/temporary.ts';
import type { Running } from '../world/running.ts';
import { aim, kb, median, s, table, times } from './measure.ts';
import { openWay, type Way } from './way.ts';

const SLOWER = 6;

interface Subject {
  name: string;
  path: string;
  /** the seal, and what tells which point it is */
  seal: string;
  told: string;
}
interface Visit {
  /** ms since the navigation began */
  seal: number;
  told: number;
  bytes: number;
}

/** Runs in the page: says when the seal stands, and when it has its characters. */
function watch({ seal, told }: Subject) {
  let pressed = 0;
  const look = () => {
    if (!pressed && document.querySelector(seal)) {
      pressed = performance.now();
      console.log('bench-seal');
    }
    if (pressed && document.querySelector(told)) {
      console.log(`bench ${JSON.stringify({ seal: pressed, told: performance.now() })}`);
      return;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** The floor: one page, no record, no check, the same seal for every code. */
const BARE = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>seal</title><style>body{font:1.1rem/1.7 sans-serif;margin:1rem;text-align:center}svg{width:10rem}</style></head><body>
<svg viewBox="0 0 100 100"><path fill="#bf331d" d="M4 4H96V96H4Z"/><text x="50" y="60" fill="#fff" font-size="38" text-anchor="middle"></text></svg>
<script>
if (location.hash.length > 1) {
  document.querySelector('svg').classList.add('got');
  document.querySelector('text').textContent = '忠义';
}
</script></body></html>`;

export async function benchSeal(running: Running, quick: boolean): Promise<string> {
  const folder = temporaryFolder();
  const token = await anyToken(running);
  const qingtu: Subject = { name: 'Qingtu', path: `/c#${token}`, seal: '#stamp .seal.got', told: '#seal text' };
  const bare: Subject = { name: 'bare page', path: '/beside/seal/#x', seal: 'svg.got', told: 'text:not(:empty)' };
  const way = await openWay(running.address, new Map([['seal/index.html', Buffer.from(BARE)]]), folder);
  const browser = await chromium.launch({
    executablePath: way.chromium,
    args: [
      '--no-sandbox',
      '--ignore-certificate-errors',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  });
  try {
    // the server keeps the page packed at its best after a moment
    for (let i = 0; i < 3; i++) {
      await fetch(`${running.address}/c`, { headers: { 'accept-encoding': 'br' } }).then((reply) => reply.text());
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
    const visits = new Map<Subject, Visit[]>([qingtu, bare].map((subject) => [subject, []]));
    for (let i = 0; i < (quick ? 3 : 5); i++)
      for (const [subject, list] of visits) list.push(await visit(browser, way, subject));
    const of = (subject: Subject, what: keyof Visit) => median((visits.get(subject) ?? []).map((one) => one[what]));
    const rows = [qingtu, bare].map((subject) => [
      subject.name,
      kb(of(subject, 'bytes')),
      `**${s(of(subject, 'seal'))}**`,
      s(of(subject, 'told')),
      times(of(subject, 'seal') / of(bare, 'seal')),
    ]);
    return [
      '## (e) A seal on a slow phone',
      `${way.name}; CPU ${SLOWER}× slower; medians of fresh first visits, in turn. For Qingtu the seal stands when its record's transaction has completed (已记下); its characters come from the database, as this phone has never seen the trail.`,
      table(['', 'bytes to the seal', 'seal', 'with its characters', 'of bare'], rows),
      aim(of(qingtu, 'seal') <= 3000, `seal ${s(of(qingtu, 'seal'))} after opening the code (aim ≤ 3 s)`),
    ].join('\n\n');
  } finally {
    await browser.close();
    way.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function visit(browser: Browser, way: Way, subject: Subject): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ignoreHTTPSErrors: true });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.addInitScript(watch, subject);
    const heard = (start: string) =>
      page.waitForEvent('console', { predicate: (message) => message.text().startsWith(start), timeout: 60_000 });
    const pressed = heard('bench-seal').then(() => way.bytes());
    const told = heard('bench {');
    way.reset();
    await page.goto(way.origin + subject.path, { waitUntil: 'commit' });
    const bytes = await pressed;
    return { ...(JSON.parse((await told).text().slice(6)) as Omit<Visit, 'bytes'>), bytes };
  } finally {
    await context.close();
  }
}

async function anyToken(running: Running): Promise<string> {
  const client = new pg.Client(running.postgresUrl);
  await client.connect();
  const { rows } = await client.query('select token from private.checkpoint_key where retired_at is null order by 1');
  await client.end();
  if (!rows[0]) throw new Error('The demo city has no checkpoint.');
  return rows[0].token;
}
