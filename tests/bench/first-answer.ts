/** (a) The first answer on a slow phone, beside SurveyJS and a bare page in the same run. */
import fs from 'node:fs';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { Question } from '../../src/contract/content.ts';
import { temporaryFolder } from '../../supabase/local/temporary.ts';
import { caller, type Running } from '../world/running.ts';
import { besidePages } from './beside.ts';
import { aim, kb, median, ms, s, table, times } from './measure.ts';
import { openWay, type Way } from './way.ts';

const SLOWER = 6;

interface Subject {
  name: string;
  path: string;
  /** the option that is tapped, and what shows that the tap took effect */
  option: string;
  effect: string;
  /** what must stand on the page for the answer to count as noted; '' when the effect is all there is */
  noted: string;
}

const QINGTU: Subject = {
  name: 'Qingtu',
  path: '/quiz/kp01',
  option: '#quiz .opt',
  effect: '.verdict',
  noted: '[data-testid=delivery]:not(:empty)',
};
const BARE: Subject = { name: 'bare page', path: '/beside/bare/', option: '.opt', effect: '.answered', noted: '' };
const SURVEYJS: Subject = {
  name: 'SurveyJS',
  path: '/beside/surveyjs/',
  option: '.sd-item input',
  effect: '.sd-item--checked',
  noted: '',
};

interface Visit {
  /** ms since the navigation began */
  visible: number;
  effect: number;
  noted: number;
}

/** Runs in the page: taps the first option in the first frame that shows it, once, and notes when it took effect. */
function watch({ option, effect, noted }: Subject) {
  let visible = 0;
  let took = 0;
  const look = () => {
    const button = document.querySelector<HTMLElement>(option);
    if (!visible && button && button.getBoundingClientRect().height > 0) {
      visible = performance.now();
      // the frame that shows it has to be out before a finger can follow
      requestAnimationFrame(() => setTimeout(() => button.click()));
    }
    if (visible && !took && document.querySelector(effect)) took = performance.now();
    if (took && (!noted || document.querySelector(noted))) {
      console.log(`bench ${JSON.stringify({ visible, effect: took, noted: performance.now() })}`);
      return;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

export async function benchFirstAnswer(running: Running, quick: boolean): Promise<string> {
  const folder = temporaryFolder();
  const { call, close } = caller(running.address);
  const page = await call<{ items: Question[] }>('/rest/v1/rpc/quiz', { slug: 'kp01', locale: 'zh-Hans' });
  close();
  const files = await besidePages(page.items.slice(0, 10), folder);
  const way = await openWay(running.address, files, folder);
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
    await warm(running.address);
    const runs = quick ? 3 : 5;
    const results = new Map<Subject, (Visit & { bytes: number; requests: number })[]>();
    const lost = new Map<Subject, number>();
    // in turn, so that a busy moment of the machine meets all of them
    for (let i = 0; i < runs; i++) {
      for (const subject of [QINGTU, BARE, SURVEYJS]) {
        const visit = await firstVisit(browser, way, subject);
        if (visit) results.set(subject, [...(results.get(subject) ?? []), visit]);
        else lost.set(subject, (lost.get(subject) ?? 0) + 1);
      }
    }
    const again: number[] = [];
    for (let i = 0; i < runs; i++) again.push(await offlineVisit(browser, way));
    return report(way.name, runs, results, lost, again);
  } finally {
    await browser.close();
    way.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function open(browser: Browser, subject: Subject): Promise<{ page: Page; seen: Promise<Visit | null> }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ignoreHTTPSErrors: true });
  return await openIn(await context.newPage(), subject);
}

async function openIn(page: Page, subject: Subject): Promise<{ page: Page; seen: Promise<Visit | null> }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.addInitScript(watch, subject);
  const seen = page
    .waitForEvent('console', { predicate: (message) => message.text().startsWith('bench {'), timeout: 40_000 })
    .then((message) => JSON.parse(message.text().slice(6)) as Visit)
    .catch(() => null);
  return { page, seen };
}

async function firstVisit(browser: Browser, way: Way, subject: Subject) {
  const { page, seen } = await open(browser, subject);
  way.reset();
  await page.goto(way.origin + subject.path, { waitUntil: 'commit' });
  const visit = await seen;
  const bytes = way.bytes();
  const requests = way.front.requests();
  await page.context().close();
  return visit && { ...visit, bytes, requests };
}

/** Opened once with a network, nothing answered; then the network goes, and the page is opened again and answered. */
async function offlineVisit(browser: Browser, way: Way): Promise<number> {
  way.slow(false);
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ignoreHTTPSErrors: true });
  try {
    const first = await context.newPage();
    await first.goto(way.origin + QINGTU.path);
    const kept = () =>
      first.evaluate(async (path) => !!navigator.serviceWorker.controller && !!(await caches.match(path)), QINGTU.path);
    for (let tries = 0; !(await kept()); tries++) {
      if (tries > 60) return Number.POSITIVE_INFINITY;
      await first.waitForTimeout(500);
    }
    await first.waitForTimeout(500);
    await first.close();
    way.cut(true);
    const { page, seen } = await openIn(await context.newPage(), QINGTU);
    await page.goto(way.origin + QINGTU.path, { waitUntil: 'commit' }).catch(() => undefined);
    return (await seen)?.noted ?? Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  } finally {
    await context.close();
    way.cut(false);
    way.slow(true);
  }
}

/** The server keeps the page packed at its best after a moment: what every visitor but the first few gets. */
async function warm(address: string): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await fetch(`${address}${QINGTU.path}`, { headers: { 'accept-encoding': 'br' } }).then((response) =>
      response.text(),
    );
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

function report(
  way: string,
  runs: number,
  results: Map<Subject, (Visit & { bytes: number; requests: number })[]>,
  lost: Map<Subject, number>,
  again: number[],
): string {
  const of = (subject: Subject, what: (visit: Visit & { bytes: number; requests: number }) => number) =>
    median((results.get(subject) ?? []).map(what));
  const answer = (subject: Subject) => of(subject, (visit) => visit.noted);
  const gap = (subject: Subject) => of(subject, (visit) => visit.effect - visit.visible);
  const rows = [QINGTU, BARE, SURVEYJS].map((subject) => [
    subject.name,
    kb(of(subject, (visit) => visit.bytes)),
    String(of(subject, (visit) => visit.requests)),
    s(of(subject, (visit) => visit.visible)),
    `**${s(answer(subject))}**`,
    ms(gap(subject)),
    String(lost.get(subject) ?? 0),
    times(answer(subject) / answer(BARE)),
  ]);
  const bytes = of(QINGTU, (visit) => visit.bytes);
  const taps = lost.get(QINGTU) ?? 0;
  const kept = median(again);
  return [
    '## (a) The first answer on a slow phone',
    `${way}; CPU ${SLOWER}× slower; medians of ${runs} fresh visits each, in turn. For Qingtu an answer has responded when its feedback is seen and its record's transaction has completed (已记下); for the others when the tap shows. Bytes on the wire until then, handshake included.`,
    table(
      [
        '',
        'bytes',
        'requests',
        'option visible',
        'first answer responds',
        'tap takes effect after',
        'taps lost',
        'of bare',
      ],
      rows,
    ),
    `Repeat visit without a network (service worker): answer noted after ${Number.isFinite(kept) ? s(kept) : 'never'}.`,
    [
      aim(
        bytes <= 14_000 + 3_000,
        `${kb(bytes)} on the wire with the TLS handshake (aim: 14 KB of content in one response)`,
      ),
      aim(
        answer(QINGTU) <= 1.2 * answer(BARE),
        `${times(answer(QINGTU) / answer(BARE))} of the bare page (aim ≤ 1.2×)`,
      ),
      aim(
        answer(SURVEYJS) >= 4.5 * answer(QINGTU),
        `${times(answer(SURVEYJS) / answer(QINGTU))} faster than SurveyJS (aim ≥ 4.5×)`,
      ),
      aim(gap(QINGTU) <= 100, `a tap takes effect ${ms(gap(QINGTU))} after the option is visible (aim ≤ 100 ms)`),
      aim(taps === 0, `${taps} early taps lost`),
      aim(kept <= 500, `repeat visit without a network ${Number.isFinite(kept) ? s(kept) : 'never'} (aim ≤ 0.5 s)`),
    ].join('  \n'),
  ].join('\n\n');
}
