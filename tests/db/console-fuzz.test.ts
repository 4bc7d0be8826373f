import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERRORS } from '../../src/contract/errors.ts';
import { BASES, bodies, bodyOf, FUZZ_LESSON, ITEMS, odd } from '../world/bodies.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { eventWords } from '../world/events.ts';
import { lessonBody } from '../world/lesson.ts';
import { PERSONAS, type Persona } from '../world/personas.ts';

/**
 * Bodies with anything anywhere: whatever a browser or a file sends, the console answers with problems or with a
 * registered error, and what gets through to the public can be read by everybody.
 */
let db: Database;
let client: pg.Client;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  client = await db.connect();
  const pools = await db.rows<{ pool: string; codes: string[] }>(
    `select pool, (array_agg(code order by code))[1:12] as codes from app.question where current group by 1`,
  );
  for (const { pool, codes } of pools) ITEMS[pool] = codes;
  const live = { ...lessonBody({ course: 'fuzz' }), slug: FUZZ_LESSON, revision: 1 };
  await db.rows('select app.put_lesson($1)', [JSON.stringify(live)]);
  await eventWords(db);
});
afterAll(closeDatabases);

/** What should not be, each with the first body that led to it. */
const surprises = new Map<string, string>();
const surprise = (what: string, about: unknown) =>
  surprises.has(what) || surprises.set(what, JSON.stringify(about).slice(0, 400));
/** Calls as somebody, inside the transaction; undefined when it was refused with a word of the register. */
async function call<T>(who: Persona | null, text: string, values: unknown[], about: unknown): Promise<T | undefined> {
  const claims = who ? { sub: PERSONAS[who].id, role: 'authenticated' } : { role: 'anon' };
  await client.query(`savepoint here; select set_config('request.jwt.claims', '${JSON.stringify(claims)}', true)`);
  try {
    return Object.values((await client.query(`select ${text}`, values)).rows[0])[0] as T;
  } catch (error) {
    const { code, message } = error as pg.DatabaseError;
    const known = ERRORS[message as keyof typeof ERRORS];
    if (known?.sqlstate !== code) surprise(`${code} ${message} · ${text}`, about);
    await client.query('rollback to savepoint here');
    return undefined;
  }
}
/** What the public and the console read after something was published. */
const READS: [Persona | null, string][] = [
  [null, `api.quizzes('en')`],
  [null, 'api.content_state()'],
  [null, `api.courses('zh-Hant')`],
  [null, `api.events('{}', 'zh-Hant', 5)`],
  [null, `api.event_filters('en')`],
  ['wen', 'api.notices()'],
  ['wen', `api.content_calendar('2026-01-01', '2026-12-31')`],
];

async function goesThrough([n, body]: readonly [number, unknown]): Promise<boolean> {
  const [kind, key] = BASES[n]!;
  await client.query('begin');
  try {
    const sent = JSON.stringify(body);
    const saved = await call<{ problems: unknown[] }>(
      'wen',
      'api.save_document($1, $2, 0, $3)',
      [kind, key, sent],
      body,
    );
    if (!saved) return false;
    const handed = await call<{ done: number }>('wen', 'api.submit_documents($1, $2)', [kind, [key]], body);
    if (handed && (handed.done === 1) !== (saved.problems.length === 0)) surprise('handed in with problems', body);
    const live = await call<{ done: number }>('he', 'api.publish_documents($1, $2)', [kind, [key]], body);
    if (!live || live.done !== handed?.done) surprise('handed in, but cannot be published', body);
    await call('wen', 'api.documents($1)', [kind], body);
    await call('wen', 'api.document($1, $2)', [kind, key], body);
    if (!live?.done) return false;
    for (const [who, text] of READS) await call(who, text, [], body);
    if (kind === 'quiz') await call(null, 'api.quiz($1, $2)', [key, 'zh-Hant'], body);
    if (kind === 'question')
      await call(null, `app.question_json(q, 'en', null, true) from app.question q where code = $1`, [key], body);
    if (kind === 'event') {
      await call(null, `api.event($1, 'zh-Hant')`, [key], body);
      await call(null, `api.event_feed(jsonb_build_object('slug', $1::text), null, 5, 'en')`, [key], body);
      await call('wen', 'api.event_sessions($1)', [key], body);
    }
    if (kind === 'lesson') {
      await call(null, `api.lesson_notes($1, 'en')`, [key], body);
      const blocks = `app.block_json(l, b, 'en')) from app.lesson l, jsonb_array_elements(l.body -> 'blocks') b where slug = $1`;
      await call(null, `jsonb_agg(${blocks}`, [key], body);
    }
    await call('he', 'api.withdraw_document($1, $2)', [kind, key], body);
    return true;
  } finally {
    await client.query('rollback');
  }
}

/** The same bodies in every run; FUZZ_SEED=$RANDOM tries others. */
const SEED = Number(process.env.FUZZ_SEED ?? 20261122);

interface Outcome {
  new: number;
  changed: number;
  same: number;
  left_out: number;
}

describe('a body with anything anywhere', () => {
  it('is saved with its problems or refused; what is handed in can be published, and read by everybody', async () => {
    for (const n of BASES.keys()) expect(await goesThrough([n, BASES[n]![2]()]), BASES[n]![1]).toBe(true);
    let published = 0;
    await fc.assert(
      fc.asyncProperty(bodies, async (one) => {
        if (await goesThrough(one)) published++;
      }),
      { numRuns: 160, seed: SEED },
    );
    expect([...surprises]).toEqual([]);
    expect(published).toBeGreaterThan(5);
  }, 120_000);

  it('comes in from a file as a draft or stays out, row by row, wherever its number begins', async () => {
    surprises.clear();
    const key = fc.oneof(
      { weight: 4, arbitrary: fc.nat(9000).map((n) => `row-${n}`) },
      fc.nat(9000).map((n) => `F${n}`),
      fc.constantFrom<unknown[]>('one', 'one', 'F12', '', 1, null, {}, '好', 'a'.repeat(70)),
      fc.jsonValue(),
    );
    const rowsOf = (kind: string) =>
      fc.oneof(
        {
          weight: 2,
          arbitrary: fc
            .tuple(key, bodyOf(BASES.findIndex(([of]) => of === kind)))
            .map(([k, body]) => ({ key: k, body })),
        },
        odd.map((body) => ({ key: 'odd', body })),
        odd,
      );
    const start = fc.constantFrom(1, 1, 1, 0, -1, 10_000, 2 ** 31 - 1);
    let came = 0;
    const file = fc
      .constantFrom('question', 'quiz', 'fact')
      .chain((kind) => fc.tuple(fc.constant(kind), fc.array(rowsOf(kind), { maxLength: 6 }), start));
    await fc.assert(
      fc.asyncProperty(file, async ([kind, rows, from]) => {
        const sent = JSON.stringify(rows).replaceAll('\\u0000', '');
        await client.query('begin');
        const job = (await call<{ job: string }>('wen', `api.import_open($1, 'x')`, [kind], kind))?.job;
        const checked = await call('wen', 'api.import_rows($1, $2, $3)', [job, from, sent], rows);
        const done = await call<Outcome>('wen', `api.import_commit($1, 'good')`, [job], rows);
        if (checked && done) came += done.new;
        // a number that the city's facts have already is a change
        const told = done && done.new + done.changed + done.same + done.left_out;
        if (checked && done && told !== rows.length) surprise('lost rows', rows);
        await client.query('rollback');
      }),
      { numRuns: 80, seed: SEED },
    );
    expect([...surprises]).toEqual([]);
    expect(came).toBeGreaterThan(0);
  }, 60_000);
});
