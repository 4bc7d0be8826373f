import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContestAttempt } from '../../src/contract/content.ts';
import { seed } from '../../supabase/local/seed.ts';
import { type Server, startServer } from '../../supabase/local/server.ts';
import { ensureBuilt } from '../../supabase/local/site.ts';
import { type Stack, startStack } from '../../supabase/local/stack.ts';
import { temporaryFolder } from '../../supabase/local/temporary.ts';
import { ROOT } from '../tasks.ts';
import { insertPersonas, PERSONAS, type Persona, tokenOf } from '../world/personas.ts';
import { AT, answer, text } from '../world/records.ts';

/**
 * Every key and explanation of contests and monitoring forms is replaced by a string that stands nowhere else; then
 * everything that anybody can get is looked through for these strings.
 */
const data = temporaryFolder();
const mark = randomBytes(6).toString('hex');
const LOCALES = ['zh-Hans', 'zh-Hant', 'en'];
let stack: Stack;
let server: Server;
let sql: pg.Client;
/** explanations and keys of the guarded pools as the seed has them, and the canaries in their place */
let real: string[];
let canaries: string[];
let canarySet: RegExp;

beforeAll(async () => {
  await ensureBuilt();
  stack = await startStack({ data, timer: false });
  sql = new pg.Client(stack.db.postgresUrl);
  sql.on('error', () => {});
  await sql.connect();
  await seed(sql);
  await insertPersonas(sql);
  await sql.query(
    `update app.quiz set opens_at = now() - interval '1 day', closes_at = now() + interval '1 day' where purpose = 'contest'`,
  );
  const guarded = `from app.question q where q.code = k.code and q.pool <> 'practice'`;
  const { rows } = await sql.query(`select explanation from private.question_key k where exists (select ${guarded})`);
  const words = (found: { explanation: Record<string, string> }[]) =>
    found.flatMap((row) => Object.values(row.explanation));
  const practice = await sql.query(
    `select explanation from private.question_key k join app.question q using (code, revision) where q.pool = 'practice'`,
  );
  const open = new Set(words(practice.rows));
  real = words(rows).filter((each) => !open.has(each));
  await sql.query(
    `update private.question_key k set
       answer = (select string_agg(chr(65 + (('x' || substr(md5(k.code || $1 || i), 1, 4))::bit(16)::int % 12)), '') from generate_series(1, 12) i),
       explanation = jsonb_build_object('zh-Hans', $1 || '-' || k.code || '-s', 'zh-Hant', $1 || '-' || k.code || '-t', 'en', $1 || '-' || k.code || '-e') ${guarded}`,
    [mark],
  );
  const planted = await sql.query<{ answer: string }>(
    `select answer from private.question_key where explanation ->> 'en' like $1`,
    [`${mark}%`],
  );
  canaries = planted.rows.map((row) => row.answer);
  canarySet = new RegExp([mark, ...canaries].join('|'));
  const { PATH = '' } = process.env;
  server = await startServer({
    ...{ PATH, HOST: '127.0.0.1', PORT: '0', QINGTU_DATA: data, CALLS_PER_SECOND: '10000', NODE_ENV: 'production' },
    ...{ SUPABASE_REST_URL: stack.restUrl, SUPABASE_AUTH_URL: stack.authUrl },
    ...{ SUPABASE_ANON_KEY: stack.anonKey, SUPABASE_SERVICE_KEY: stack.serviceKey },
  });
}, 300_000);
afterAll(async () => {
  await server?.stop();
  await sql?.end();
  await stack?.stop();
  fs.rmSync(data, { recursive: true, force: true });
});

const everybody = [null, ...(Object.keys(PERSONAS) as Persona[])];

async function call(who: Persona | null, fn: string, args: object): Promise<{ status: number; body: string }> {
  const token = who && tokenOf(who, stack.jwtSecret);
  const response = await fetch(`${server.address}/rest/v1/rpc/${fn}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(args),
  });
  return { status: response.status, body: await response.text() };
}
const leaks = (from: string, body: string) => {
  const found = body.match(canarySet);
  return found ? [`${from}: ${found[0]}`] : [];
};
const hand = (batch: string[]) => ({ protocol: 1, epoch: null, client_now: AT, batch });

describe('before closing, keys and explanations', () => {
  it('are planted in every question of contests and monitoring forms', () => {
    expect(canaries.length).toBeGreaterThan(30);
    expect(new Set(canaries).size).toBe(canaries.length);
    expect(real.length).toBeGreaterThan(canaries.length);
  });

  it('are in no answer of any function to anybody, in any language', async () => {
    const { rows } = await sql.query<{ slug: string }>('select slug from app.quiz order by 1');
    const slugs = rows.map(({ slug }) => slug);
    const found: string[] = [];
    let answers = 0;
    const look = async (who: Persona | null, fn: string, args: object) => {
      const { status, body } = await call(who, fn, args);
      if (status === 200) answers++;
      found.push(...leaks(`${fn} ${JSON.stringify(args).slice(0, 80)} as ${who ?? 'nobody'}`, body));
      return body;
    };
    for (const who of everybody) {
      const contest = await look(who, 'open_contest', { slug: 'anti-drug-2026', locale: 'en' });
      if (who) {
        const { attempt, items } = JSON.parse(contest) as ContestAttempt;
        const answersGiven = items.map(() => 'A');
        const records = [{ kind: 'contest', attempt, answers: answersGiven }];
        const form = {
          kind: 'monitor',
          quiz: 'awareness',
          version: 1,
          answers: Array(10).fill('A'),
          ms: Array(10).fill(4000),
        };
        await look(who, 'record_participation', hand([...records, form, form].map(text)));
        await look(
          who,
          'record_participation',
          hand([answer({ question: items[0]!.code }), text({ kind: 'contest', attempt, answers: ['A'] })]),
        );
        for (const locale of LOCALES) await look(who, 'contest_result', { attempt, locale });
      }
      for (const locale of LOCALES) {
        for (const fn of ['knowledge_points', 'districts', 'quizzes', 'practice_bank']) await look(who, fn, { locale });
        for (const slug of slugs) await look(who, 'quiz', { slug, locale });
      }
      await look(who, 'reach_live', { from_month: '2026-01-01', to_month: '2026-12-01' });
      await look(who, 'awareness_live', { period: null });
      for (const fn of ['publish_release', 'awareness_release', 'content_state', 'staff_me', 'self_check'])
        await look(who, fn, {});
      for (const fn of ['my_passport', 'my_export']) await look(who, fn, {});
    }
    expect(found).toEqual([]);
    expect(answers).toBeGreaterThan(300);
  }, 120_000);

  it('are on no page and in no file that a page leads to', async () => {
    const { rows } = await sql.query<{ slug: string }>('select slug from app.quiz');
    const start = ['', '/zh-hant', '/en'].flatMap((prefix) =>
      [
        ...[
          '',
          '/quiz',
          '/quiz/bank.json',
          '/awareness',
          '/passport',
          '/help',
          '/privacy',
          '/offline',
          '/staff',
          '/staff/awareness',
          '/nothing',
        ],
        ...rows.map(({ slug }) => `/quiz/${slug}`),
      ].map((page) => `${prefix}${page}` || '/'),
    );
    const seen = new Set<string>();
    const found: string[] = [];
    let pages = 0;
    for (const queue = [...start, '/sw.js', '/healthz']; queue.length > 0; ) {
      const at = queue.pop()!;
      if (seen.has(at)) continue;
      seen.add(at);
      const response = await fetch(server.address + at);
      const body = await response.text();
      found.push(...leaks(at, body));
      found.push(...real.filter((words) => body.includes(words)).map((words) => `${at}: ${words}`));
      if (response.headers.get('content-type')?.startsWith('text/html')) {
        pages++;
        const links = [...body.matchAll(/(?:href|src)="(\/[^"#?]*)/g)].map(([, link]) => link!);
        queue.push(...links.filter((link) => !link.startsWith('//')));
      }
    }
    expect(found).toEqual([]);
    expect(pages).toBeGreaterThan(60);
    expect(seen.size).toBeGreaterThan(pages);
  }, 120_000);

  it('are in nothing that was built: no seed of contests and forms went into the site', () => {
    const files = fs
      .readdirSync(path.join(ROOT, 'dist'), { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(ROOT, 'dist', name))
      .filter((file) => fs.statSync(file).isFile());
    expect(files.length).toBeGreaterThan(20);
    const guilty = files.flatMap((file) => {
      const body = fs.readFileSync(file, 'utf8');
      return real.some((words) => body.includes(words)) ? [path.relative(ROOT, file)] : [];
    });
    expect(guilty).toEqual([]);
  });
});

describe('after closing', () => {
  it('the review has them, for who took part and for nobody else', async () => {
    const { rows } = await sql.query<{ id: string }>(
      `select a.id from app.contest_attempt a join private.person_link l using (person) where l.sign_in = $1`,
      [PERSONAS.an.id],
    );
    const attempt = rows[0]!.id;
    await sql.query(`update app.quiz set closes_at = now() - interval '1 minute' where purpose = 'contest'`);
    const mine = await call('an', 'contest_result', { attempt, locale: 'en' });
    expect(JSON.parse(mine.body).review).toHaveLength(10);
    expect(mine.body.split(mark)).toHaveLength(11);
    for (const other of ['bei', 'he', null] as (Persona | null)[]) {
      const { status, body } = await call(other, 'contest_result', { attempt, locale: 'en' });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(leaks('contest_result', body)).toEqual([]);
    }
  });
});
