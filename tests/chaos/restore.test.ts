/** What a phone keeps for others' accidents: a database restored from its backup, and a phone that lost its identity. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewRecord } from '../../src/contract/records.ts';
import { memoryStore, openPhone, type Phone } from '../unit/outbox/fake.ts';
import { type City, PRACTICE, QUESTIONS, startCity } from './city.ts';
import { CALM_NETWORK, type Network, startProxy } from './proxy.ts';

const BEFORE = 300;
const AFTER = 1000;

let city: City;
let proxy: Network;
const phones: Phone[] = [];

const phone = (options: Parameters<typeof openPhone>[1] = {}) => {
  const made = openPhone((input, init) => fetch(String(input).replace('http://city', proxy.url), init), {
    gatePace: { perMinute: 1000, base: 40, cap: 800 },
    pace: { timeout: 10_000, base: 50, cap: 500 },
    ...options,
  });
  phones.push(made);
  return made;
};
const record = (): NewRecord => ({
  kind: 'answer',
  quiz: PRACTICE,
  question: QUESTIONS[0]!,
  rev: 1,
  choice: 'A',
  ms: 900,
});
const deliver = async (one: Phone, count: number) => {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) ids.push((await one.quiet(record())).id);
  await one.outbox.flush({ eager: true });
  await expect.poll(() => one.outbox.status().waiting, { timeout: 30_000 }).toBe(0);
  return ids;
};
const ledger = async () =>
  new Set((await city.rows<{ id: string }>('select id from app.participation')).map(({ id }) => id));

beforeAll(async () => {
  city = await startCity();
  const { restUrl, authUrl } = city.stack;
  proxy = await startProxy({ '/rest/v1': restUrl, '/auth/v1': authUrl }, { ...CALM_NETWORK }, Math.random);
});
afterAll(async () => {
  for (const { outbox } of phones) outbox.stop();
  await proxy?.close();
  await city?.stop();
});

describe('a database restored from its backup', () => {
  it(`gets ${AFTER} records that it had acknowledged since, each once`, { timeout: 120_000 }, async () => {
    const one = phone();
    const before = await deliver(one, BEFORE);
    const [{ folder }] = (await city.rows(`select current_setting('data_directory') as folder`)) as [
      { folder: string },
    ];
    const copy = `${folder}.backup`;
    await city.stack.killPostgres('SIGINT');
    execFileSync('cp', ['-a', folder, copy]);
    await city.stack.startPostgres();

    const after = await deliver(one, AFTER);
    expect(one.outbox.status()).toMatchObject({ waiting: 0, delivered: BEFORE + AFTER });
    await city.stack.killPostgres('SIGINT');
    restore(copy, folder);
    await city.stack.startPostgres();
    await city.rows('select app.new_epoch()');
    expect((await ledger()).size).toBe(BEFORE);

    const last = await deliver(one, 1);
    expect(await ledger()).toEqual(new Set([...before, ...after, ...last]));
    const [{ counted }] = (await city.rows('select sum(records)::int as counted from app.figure where kind = $1', [
      'answer',
    ])) as [{ counted: number }];
    expect(counted).toBe(BEFORE + AFTER + 1);
    expect(await city.rows('select * from app.verify_rollups()')).toEqual([]);
    rmSync(copy, { recursive: true, force: true });
  });
});

describe('a recovery key', () => {
  const answers = (one: Phone) => one.backend.rpc<{ answers: number; recovery_registered: boolean }>('my_passport');

  it('gives a passport to another phone, together with what that phone had', async () => {
    const old = phone();
    await deliver(old, 5);
    const { shown } = await old.outbox.recoveryKey();
    expect(await answers(old)).toMatchObject({ answers: 5, recovery_registered: true });
    const fresh = phone();
    await deliver(fresh, 2);
    await fresh.outbox.recoverWith(shown);
    expect(await answers(fresh)).toMatchObject({ answers: 7 });
    await expect(fresh.outbox.recoverWith('0000')).rejects.toMatchObject({ code: 'bad_argument' });
    expect(await city.rows('select * from app.verify_rollups()')).toEqual([]);
  });

  it('brings everything back by itself after the sign-in was wiped', async () => {
    const one = phone();
    await deliver(one, 4);
    await one.backend.session.forget();
    one.outbox.stop();
    const later = phone({ factory: one.factory, local: memoryStore() });
    await deliver(later, 1);
    expect(await answers(later)).toMatchObject({ answers: 5 });
    expect(await city.rows('select * from app.verify_rollups()')).toEqual([]);
  });
});

/** Puts the copy in the place of the data folder, owners and modes included. */
function restore(copy: string, folder: string): void {
  execFileSync('find', [folder, '-mindepth', '1', '-delete']);
  execFileSync('cp', ['-a', `${copy}/.`, folder]);
}
