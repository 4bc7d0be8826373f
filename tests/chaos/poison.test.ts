/**
 * One bad record harms nobody else: 1,000 generated ones among good neighbours, through the real edge to the real
 * database. Every good one is accepted, every element gets exactly one verdict, and nothing answers 5xx.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../src/server/settings.ts';
import { type Running, start } from '../../src/server/start.ts';
import { smallSite } from '../http/edge-world.ts';
import { type City, FORM, PRACTICE, QUESTIONS, startCity } from './city.ts';

const BATCHES = 100;
const BAD_PER_BATCH = 10;
const GOOD_PER_BATCH = 20;

let city: City;
let edge: Running;
let site: string;
let accepted = 0;

interface Verdict {
  id: string | null;
  verdict: string;
}

const post = async (path: string, body: string, token?: string) => {
  const answer = await fetch(edge.address + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body,
  });
  const text = await answer.text();
  return { status: answer.status, text, json: text ? JSON.parse(text) : null };
};
const signIn = async () => (await post('/auth/v1/signup', '{}')).json.access_token as string;
const handIn = (token: string, batch: unknown[], more: object = {}) =>
  post(
    '/rest/v1/rpc/record_participation',
    JSON.stringify({ protocol: 1, epoch: null, client_now: new Date().toISOString(), batch, ...more }),
    token,
  );

const goodRecord = () => ({
  id: crypto.randomUUID() as string,
  v: 1,
  at: '2026-11-22T00:00:00.000Z',
  kind: 'answer',
  quiz: PRACTICE,
  question: QUESTIONS[0],
  rev: 1,
  choice: 'A',
  ms: 900,
});
const form = () => ({
  ...{ id: crypto.randomUUID(), v: 1, at: '2026-11-22T00:00:00Z', kind: 'monitor', quiz: FORM, version: 1 },
  answers: Array<string>(10).fill('A'),
  ms: Array<number>(10).fill(5000),
});
const attempt = () => ({
  ...{ id: crypto.randomUUID(), v: 1, at: '2026-11-22T00:00:00Z', kind: 'contest' },
  attempt: crypto.randomUUID(),
  answers: ['A'],
});

/** JSON of a record with one field set to raw JSON text, so that texts which no value has can be written. */
const withRaw = (record: object, field: string, raw: string) =>
  `${JSON.stringify({ ...record, [field]: undefined }).slice(0, -1)},${JSON.stringify(field)}:${raw}}`;
/** At most 40 KB, so that a batch of several stays below the edge's cap. */
const nested = (depth: number, open: string, close: string) => {
  const levels = Math.min(depth, Math.floor(20_000 / open.length));
  return open.repeat(levels) + close.repeat(levels);
};

const record = fc.constant(null).map(goodRecord);
const field = fc.constantFrom('id', 'v', 'kind', 'at', 'quiz', 'question', 'rev', 'choice', 'ms');
const depth = fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.constantFrom(4096, 6000, 10_000, 20_000));
const brackets = fc.constantFrom(['[', ']'], ['{"a":', '}'] as const);
const wrongValue = fc.oneof(
  fc.constantFrom('null', 'true', '[]', '{}', '""', '" "', '-1', '0', '1.5', '1e9', '-0.0001', '99999999999999999999'),
  fc.constantFrom('"\'; drop table app.participation; --"', '"%"', '"../../x"', '"__proto__"', '"ZZ"', '"a"', '"AA?"'),
  fc.string({ unit: 'grapheme', minLength: 41, maxLength: 90 }).map((text) => JSON.stringify(text)),
);
const unknownField = fc.oneof(
  fc.constantFrom(
    'score',
    'correct',
    'points',
    'person',
    'lat',
    'lng',
    'received_at',
    'outcome',
    '__proto__',
    'Id',
    'ID',
  ),
  fc.string({ minLength: 1, maxLength: 12 }).map((name) => `x${name}`),
);

/** Elements that must never be accepted. */
const bad: fc.Arbitrary<unknown> = fc.oneof(
  // text that JSON or Postgres cannot take
  fc
    .tuple(record, fc.constantFrom('"a\\u0000b"', '"\\u0000"', '"\\ud800"', '"\\udc00x"', '"\\ud800\\ud800"'))
    .map(([r, raw]) => withRaw(r, 'quiz', raw)),
  fc
    .tuple(record, fc.constantFrom('\u0000', '\u0001', '\n', '\u001f', '\ud800', '\udfff'))
    .map(([r, c]) => JSON.stringify(r).replace('"quiz":"', `"quiz":"${c}`)),
  fc
    .tuple(record, field, fc.constantFrom('1e400000', '-1e400000', '1e-400000', '0x10', 'NaN', 'Infinity', '01', '.5'))
    .map(([r, f, raw]) => withRaw(r, f, raw)),
  fc.tuple(record, depth, brackets).map(([r, d, [open, close]]) => withRaw(r, 'ms', nested(d, open!, close!))),
  fc.tuple(depth, brackets).map(([d, [open, close]]) => nested(d, open!, close!)),
  fc.tuple(depth).map(([d]) => '['.repeat(d)),
  // the wrong shape
  fc.tuple(record, field, wrongValue).map(([r, f, raw]) => withRaw(r, f === 'ms' ? 'choice' : f, raw)),
  fc.tuple(record, field).map(([r, f]) => JSON.stringify({ ...r, [f]: undefined })),
  fc
    .tuple(record, unknownField, fc.jsonValue({ maxDepth: 2 }))
    .map(([r, name, value]) => withRaw(r, name, JSON.stringify(value))),
  fc.tuple(record, field, wrongValue).map(([r, f, raw]) => {
    // the same key twice: the last one counts
    const doubled = f === 'ms' ? 'rev' : f;
    return `${JSON.stringify(r).slice(0, -1)},"${doubled}":${raw}}`;
  }),
  fc.tuple(record, fc.integer({ min: 4097, max: 9000 })).map(([r, n]) => JSON.stringify({ ...r, quiz: 'x'.repeat(n) })),
  fc
    .tuple(record, fc.integer({ min: 2000, max: 4000 }))
    .map(([r, n]) => JSON.stringify(r) + ' '.repeat(n) + '途'.repeat(800)),
  fc.tuple(record).map(([r]) => JSON.stringify({ ...r, id: `${r.id.toUpperCase()}A` })),
  fc
    .tuple(record, fc.constantFrom('+275760-09-13T00:00:00.000Z', '-000001-01-01T00:00:00Z', 'yesterday', ''))
    .map(([r, at]) => JSON.stringify({ ...r, at })),
  // what does not exist, and what is somebody else's
  fc.tuple(record, fc.constantFrom('unknown', 'c-99', '')).map(([r, question]) => JSON.stringify({ ...r, question })),
  fc.tuple(record, fc.constantFrom(2, 999_999)).map(([r, rev]) => JSON.stringify({ ...r, rev })),
  fc.constant(null).map(() => JSON.stringify(attempt())),
  fc.constant(null).map(() => JSON.stringify({ ...attempt(), answers: ['A', 1, null, { correct: true }] })),
  fc.constant(null).map(() => JSON.stringify({ ...attempt(), score: 100 })),
  // forms that are not the form
  fc.integer({ min: 0, max: 9 }).map((n) => JSON.stringify({ ...form(), answers: form().answers.slice(0, n) })),
  fc
    .constantFrom(
      { version: 2 },
      { version: 1.5 },
      { quiz: 'none' },
      { district: '110000' },
      { age_band: 'all' },
      { ms: Array(10).fill(-1) },
      { ms: Array(10).fill('5000') },
      { ms: Array(10).fill(1e12) },
      { answers: Array(10).fill('Z') },
      { answers: Array(10).fill(['A']) },
      { answers: 'AAAAAAAAAA' },
      { correct: 10 },
    )
    .map((wrong) => JSON.stringify({ ...form(), ...wrong })),
  fc.constantFrom({ district: 'x' }, { age_band: 7 }, { district: ['330302'] }, { name: '陈陈' }).map((wrong) =>
    JSON.stringify({
      ...{ id: crypto.randomUUID(), v: 1, at: '2026-11-22T00:00:00Z', kind: 'profile', district: null, age_band: null },
      ...wrong,
    }),
  ),
  // no record at all
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('', ' ', '{', '}', '{}', '[]', 'null', '""', '\ufeff{}', "{'id':1}", '{"id":}', '/**/{}', '{} {}'),
);

/** Fails with the seed and the first reason; the bad records themselves would fill pages. */
async function holds<T>(property: fc.IAsyncProperty<T>, numRuns: number) {
  const { failed, seed, counterexamplePath, errorInstance } = await fc.check(property, { numRuns, endOnFailure: true });
  if (failed) throw new Error(`seed ${seed}, path ${counterexamplePath}: ${String(errorInstance).slice(0, 800)}`);
}

beforeAll(async () => {
  site = await smallSite();
  city = await startCity();
  const { stack } = city;
  edge = await start(
    readSettings({
      HOST: '127.0.0.1',
      PORT: '0',
      SUPABASE_REST_URL: stack.restUrl,
      SUPABASE_AUTH_URL: stack.authUrl,
      SUPABASE_ANON_KEY: stack.anonKey,
      SUPABASE_SERVICE_KEY: stack.serviceKey,
      QINGTU_DIST: join(site, 'dist'),
      QINGTU_DATA: join(site, 'data'),
      CALLS_PER_SECOND: '1000',
    }),
  );
});
afterAll(async () => {
  await edge?.stop(100);
  await city?.stop();
  await rm(site, { recursive: true, force: true });
});

describe('poison', () => {
  it(`1,000 bad records leave their ${BATCHES * GOOD_PER_BATCH} neighbours alone`, { timeout: 240_000 }, async () => {
    const token = await signIn();
    const other = await signIn();
    const foreign = goodRecord();
    await handIn(other, [JSON.stringify(foreign)]);
    accepted++;
    const taken = JSON.stringify({ ...foreign, choice: 'B' });
    let poisons = 0;
    const seen = new Map<string, number>();

    await holds(
      fc.asyncProperty(fc.array(bad, { minLength: BAD_PER_BATCH, maxLength: BAD_PER_BATCH }), async (poison) => {
        const good = Array.from({ length: GOOD_PER_BATCH }, goodRecord);
        // bad ones lie among the good ones; one repeats a neighbour's id with another text, one somebody else's
        const batch: unknown[] = good.map((each) => JSON.stringify(each));
        const isGood = batch.map(() => true);
        const hostile = [...poison, taken, JSON.stringify({ ...good[0], choice: 'C' })];
        for (const [i, element] of hostile.entries()) {
          const at = Math.min(2 * i + 1, batch.length);
          batch.splice(at, 0, element);
          isGood.splice(at, 0, false);
        }
        const { status, json, text } = await handIn(token, batch);
        expect([status, status === 200 ? '' : text]).toEqual([200, '']);
        const verdicts = json.verdicts as Verdict[];
        expect(verdicts).toHaveLength(batch.length);
        for (const [i, { id, verdict }] of verdicts.entries()) {
          if (isGood[i])
            expect({ id, verdict }).toEqual({ id: JSON.parse(batch[i] as string).id, verdict: 'accepted' });
          else expect([verdict, batch[i]]).toEqual([expect.stringMatching(/^(rejected:[a-z_]+|conflict)$/), batch[i]]);
          if (!isGood[i]) seen.set(verdict, (seen.get(verdict) ?? 0) + 1);
        }
        accepted += GOOD_PER_BATCH;
        poisons += hostile.length;
      }),
      BATCHES,
    );
    console.log(`poison: ${poisons} bad records: ${JSON.stringify(Object.fromEntries(seen))}`);
    expect(poisons).toBe(BATCHES * (BAD_PER_BATCH + 2));
    // nearly every way of being refused was met
    for (const code of [
      'unparsable',
      'bad_id',
      'upgrade',
      'bad_field',
      'unknown_question',
      'unknown_quiz',
      'unknown_attempt',
    ])
      expect([...seen.keys()]).toContain(`rejected:${code}`);
    expect([...seen.keys()]).toContain('conflict');
    const [{ counted }] = (await city.rows(
      `select sum(records)::int as counted from app.figure where kind = 'answer'`,
    )) as [{ counted: number }];
    expect(counted).toBe(accepted);
    expect(await city.rows('select * from app.verify_rollups()')).toEqual([]);
  });

  it('calls of any shape are answered, never with 5xx', { timeout: 120_000 }, async () => {
    const token = await signIn();
    const argument = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom(1e308, -1, 'infinity', '99999-01-01', [[1], [2]]),
    );
    const call = fc.record(
      { protocol: argument, epoch: argument, client_now: argument, batch: argument, ages: argument },
      { requiredKeys: [] },
    );
    await holds(
      fc.asyncProperty(call, async (body) => {
        const { status, text } = await post('/rest/v1/rpc/record_participation', JSON.stringify(body), token);
        expect([status < 500, text]).toEqual([true, text]);
      }),
      300,
    );
  });

  it('ages of any size leave a record accepted and its time in the past', async () => {
    const token = await signIn();
    const ages = [-1, 0, 1e308, -1e308, 5e-324, 1e15, 86_400_000, null];
    const records = ages.map(goodRecord);
    const { status, json } = await handIn(
      token,
      records.map((each) => JSON.stringify(each)),
      { ages },
    );
    expect(status).toBe(200);
    expect((json.verdicts as Verdict[]).map(({ verdict }) => verdict)).toEqual(ages.map(() => 'accepted'));
    const late = await city.rows('select id from app.participation where occurred_at > received_at');
    expect(late).toEqual([]);
  });
});
