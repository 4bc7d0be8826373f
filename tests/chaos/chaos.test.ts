/**
 * Exactly once, on a bad day: real outboxes and real auth-js on many phones, a network that loses, repeats and invents
 * answers, and a Postgres and a PostgREST that are killed with -9 while records are on their way.
 * CHAOS_PHONES × CHAOS_RECORDS (100 × 10) and CHAOS_SEED by environment.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewRecord } from '../../src/contract/records.ts';
import { openPhone, type Phone } from '../unit/outbox/fake.ts';
import { type City, FORM, FORM_ITEMS, PRACTICE, QUESTIONS, startCity } from './city.ts';
import { CALM_NETWORK, type Faults, type Network, startProxy } from './proxy.ts';

const PHONES = Number(process.env.CHAOS_PHONES ?? 100);
const RECORDS = Number(process.env.CHAOS_RECORDS ?? 10);
const SEED = Number(process.env.CHAOS_SEED ?? Date.now() % 2 ** 31);
const PATIENCE_MS = 90_000 + PHONES * RECORDS * 20;

const BAD_DAY: Faults = {
  dropRequest: 0.15,
  dropResponse: 0.15,
  duplicate: 0.2,
  reorder: 0.3,
  truncate: 0.07,
  portal: 0.07,
};
/** Minutes become tens of milliseconds; the rules stay the real ones. */
const PACE = { debounce: 20, base: 40, cap: 800, budget: 100_000, timeout: 4000, batchRecords: 4 };
const GATE = { perMinute: 100_000, base: 40, cap: 800 };

/** mulberry32: a run can be played again by its seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
const random = randomFrom(SEED);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;

const makeAnswer = (): NewRecord => ({
  kind: 'answer',
  quiz: PRACTICE,
  question: pick(QUESTIONS),
  rev: 1,
  choice: pick(['A', 'B', '?']),
  ms: 1500,
});
const makeForm = (): NewRecord => ({
  kind: 'monitor',
  quiz: FORM,
  version: 1,
  answers: Array.from({ length: FORM_ITEMS }, () => pick(['A', 'B'])),
  ms: Array.from({ length: FORM_ITEMS }, () => 5000),
});

let city: City;
let proxy: Network;
const phones: Phone[] = [];

/** A phone whose requests go through the proxy. */
function phone(options: Parameters<typeof openPhone>[1] = {}): Phone {
  const made = openPhone((input, init) => fetch(String(input).replace('http://city', proxy.url), init), {
    pace: PACE,
    gatePace: GATE,
    random,
    ...options,
  });
  phones.push(made);
  return made;
}

const acknowledged = () => phones.reduce((sum, { outbox }) => sum + outbox.status().delivered, 0);
const waiting = () => phones.reduce((sum, { outbox }) => sum + outbox.status().waiting, 0);

/** Waits until nothing waits on these phones. */
const settled = async (...some: Phone[]) => {
  for (const { outbox } of some) await expect.poll(() => outbox.status().waiting, { timeout: 30_000 }).toBe(0);
};

/** After a crash PostgREST comes back when it has found its database again. */
const ready = async () => {
  const probe = phone();
  await probe.note(makeAnswer());
  await settled(probe);
};

beforeAll(async () => {
  console.log(`chaos: ${PHONES} phones, ${RECORDS} records each, CHAOS_SEED=${SEED}`);
  city = await startCity();
  const { restUrl, authUrl } = city.stack;
  proxy = await startProxy({ '/rest/v1': restUrl, '/auth/v1': authUrl }, { ...CALM_NETWORK }, random);
});
afterAll(async () => {
  for (const { outbox } of phones) outbox.stop();
  await proxy?.close();
  await city?.stop();
});

describe('exactly once', () => {
  it('loses nothing, doubles nothing and keeps every figure right through a bad day', {
    timeout: PATIENCE_MS * 2,
  }, async () => {
    proxy.faults = BAD_DAY;
    const noted: string[] = [];
    const all = PHONES * RECORDS;
    const writers = Array.from({ length: PHONES }, async () => {
      const own = phone();
      for (let i = 0; i < RECORDS; i++) {
        await sleep(random() * 400);
        noted.push((await own.note(i === 0 ? makeForm() : makeAnswer())).id);
      }
    });

    const kills: [share: number, what: () => Promise<void>][] = [
      [0.1, city.crashPostgres],
      [0.25, async () => city.stack.killPostgrest('SIGKILL')],
      [0.4, city.crashPostgres],
      [0.55, async () => city.stack.killPostgrest('SIGKILL')],
      [0.7, city.crashPostgres],
      [0.85, async () => city.stack.killPostgrest('SIGKILL')],
    ];
    const until = Date.now() + PATIENCE_MS;
    for (const [share, kill] of kills) {
      while (acknowledged() < all * share && Date.now() < until) await sleep(5);
      expect(acknowledged()).toBeLessThan(all);
      await kill();
    }
    await Promise.all(writers);
    while ((noted.length < all || waiting() > 0) && Date.now() < until) await sleep(50);
    console.log(`chaos: ${JSON.stringify(proxy.played)}`);
    expect(waiting()).toBe(0);
    expect(acknowledged()).toBe(all);

    await city.crashPostgres();
    const ledger = new Set((await city.rows<{ id: string }>('select id from app.participation')).map((row) => row.id));
    const lost = noted.filter((id) => !ledger.has(id));
    const unexpected = [...ledger].filter((id) => !noted.includes(id));
    const [{ counted }] = (await city.rows(
      `select sum(records)::int as counted from app.figure where kind in ('answer', 'monitor', 'monitor_again', 'monitor_fast')`,
    )) as [{ counted: number }];
    const [{ persons }] = (await city.rows('select count(distinct person)::int as persons from app.participation')) as [
      { persons: number },
    ];
    expect({ lost: lost.length, unexpected: unexpected.length, counted, persons }).toEqual({
      lost: 0,
      unexpected: 0,
      counted: all,
      persons: PHONES,
    });
    expect(await city.rows('select * from app.verify_rollups()')).toEqual([]);
    await city.rows('select app.fold_tail()');
    expect(await city.rows('select * from app.verify_rollups()')).toEqual([]);
  });

  it('counts one of two simultaneous first monitoring attempts of one person', { timeout: 90_000 }, async () => {
    proxy.faults = { ...CALM_NETWORK };
    const attempts = async () => {
      const [row] = await city.rows<{ first: number; again: number }>(
        `select coalesce(sum(records) filter (where kind = 'monitor'), 0)::int as first,
                coalesce(sum(records) filter (where kind = 'monitor_again'), 0)::int as again from app.figure`,
      );
      return row!;
    };
    await ready();
    const before = await attempts();
    const people = 20;
    await Promise.all(
      Array.from({ length: people }, async () => {
        const one = phone();
        await one.backend.session.identity();
        const pair = [one, phone({ local: one.local })];
        await Promise.all(pair.map((tab) => tab.quiet(makeForm())));
        await Promise.all(pair.map((tab) => tab.outbox.flush()));
        await settled(...pair);
      }),
    );
    const after = await attempts();
    expect({ first: after.first - before.first, again: after.again - before.again }).toEqual({
      first: people,
      again: people,
    });
    expect(await city.rows('select * from app.verify_rollups()')).toEqual([]);
  });
});
