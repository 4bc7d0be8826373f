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
import { type City, startCity } from './city.ts';
import { bad, goodRecord } from './poison.ts';

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
