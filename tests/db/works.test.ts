import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VoteRound, WorkCard } from '../../src/contract/registers.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { PERSONAS } from '../world/personas.ts';
import { differences, send, text } from '../world/records.ts';
import { over, row, signed } from '../world/registers.ts';

let db: Database;
const DAY = 86_400_000;
const day = (offset: number) => db.value<string>(`select (app.day(app.clock_now()) + $1::integer)::text`, [offset]);
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await db.sql.query(`delete from app.register_entry where type in ('work', 'vote_round')`);
  await signed(db, 'work', [
    row(1, {
      key: 'opera',
      title: { 'zh-Hans': '《状元与鸦片》' },
      from: '2024-05-01',
      fields: { kind: 'opera', maker: { 'zh-Hans': '四平戏剧团' }, link: 'https://example.org/opera' },
    }),
    row(2, { key: 'film', from: '2025-06-01', fields: { kind: 'film' } }),
    row(3, { key: 'old', fields: { kind: 'painting' } }),
    row(4, { key: 'many', number: over(200), fields: { kind: 'painting' } }),
  ]);
  const works = { fields: { works: ['opera', 'film'] } };
  await signed(db, 'vote_round', [
    row(1, { key: 'now', from: await day(-10), to: await day(5), ...works }),
    row(2, { key: 'ended', from: await day(-10), to: await day(-2), ...works }),
    row(3, { key: 'told', from: await day(-30), to: await day(-5), ...works }),
    row(4, { key: 'later', from: await day(5), to: await day(9), ...works }),
  ]);
});
afterAll(closeDatabases);

const rounds = async () =>
  Object.fromEntries((await db.as<VoteRound[]>(null, `select api.vote_rounds('zh-Hans')`)).map((r) => [r.key, r]));
const vote = (round: string, work: string) => text({ kind: 'vote', round, work });
const mine = (who: string) => db.as(who, 'select api.my_votes()');
/** A resident whom nobody has met. */
async function stranger(): Promise<string> {
  const id = randomUUID();
  await db.sql.query(
    `insert into auth.users (id, aud, role, raw_app_meta_data, raw_user_meta_data, created_at, updated_at, is_anonymous) values ($1, 'authenticated', 'authenticated', '{}', '{}', now(), now(), true)`,
    [id],
  );
  return id;
}

describe('works', () => {
  it('hang on the wall, the newest first; what stands for two hundred does not', async () => {
    const page = (filter: object, after: string | null = null, size = 50) =>
      db.as<{ items: WorkCard[]; next: string | null; total: number }>(null, 'select api.works($1, $2, $3, $4)', [
        JSON.stringify(filter),
        after,
        size,
        'zh-Hans',
      ]);
    expect((await page({})).items.map(({ key }) => key)).toEqual(['film', 'opera', 'old']);
    expect((await page({ kind: 'opera' })).items).toEqual([
      {
        key: 'opera',
        kind: { key: 'opera', name: '戏曲曲艺' },
        title: '《状元与鸦片》',
        maker: '四平戏剧团',
        made: '2024-05-01',
        text: null,
        link: 'https://example.org/opera',
        picture: null,
        picture_alt: null,
      },
    ]);
    expect((await page({ round: 'now' })).total).toBe(2);
    const first = await page({}, null, 2);
    expect(first.next).not.toBeNull();
    expect(await page({}, first.next, 2)).toMatchObject({ items: [{ key: 'old' }], next: null, total: 3 });
  });
});

describe('a vote', () => {
  it('counts once per person and round, whatever else is sent', async () => {
    const { an, bei } = PERSONAS;
    expect(await send(db, an.id, [vote('now', 'opera'), vote('now', 'film')])).toEqual(['accepted', 'closed']);
    expect(await send(db, an.id, [vote('now', 'opera')])).toEqual(['closed']);
    const once = vote('now', 'film');
    expect(await send(db, bei.id, [vote('now', 'no-such'), once])).toEqual(['rejected:unknown_event', 'accepted']);
    expect(await send(db, bei.id, [once])).toEqual(['seen']);
    expect(await mine(an.id)).toEqual({ now: 'opera' });
    expect(await db.value(`select sum(records)::int from app.figure where kind = 'vote' and quiz like 'now/%'`)).toBe(
      2,
    );
    expect(await differences(db)).toEqual([]);
  });

  it('is judged by when it was pressed; results are told when the last one has come', async () => {
    const who = await stranger();
    expect(await send(db, who, [vote('later', 'opera'), vote('no-such', 'opera'), vote('now', 'old')])).toEqual([
      'rejected:too_early',
      'rejected:unknown_event',
      'rejected:unknown_event',
    ]);
    expect(await send(db, who, [vote('ended', 'opera')])).toEqual(['closed']);
    expect(
      await send(db, who, [vote('ended', 'film')], { ages: [3 * DAY] }),
      'pressed in time, without network',
    ).toEqual(['accepted']);
    expect(await send(db, who, [vote('told', 'film')], { ages: [10 * DAY] })).toEqual(['late']);
    const { now, ended, told, later } = await rounds();
    expect([now?.state, ended?.state, told?.state, later?.state]).toEqual(['open', 'over', 'over', 'coming']);
    expect([now?.results, ended?.results, later?.results]).toEqual([null, null, null]);
    expect(told?.results).toEqual([
      { work: 'film', votes: 0 },
      { work: 'opera', votes: 0 },
    ]);
    await db.sql.query(`update private.clock set shift = interval '3 days'`);
    expect((await rounds()).ended?.results).toEqual([
      { work: 'film', votes: 1 },
      { work: 'opera', votes: 0 },
    ]);
    await db.sql.query(`update private.clock set shift = interval '0'`);
  });

  it('of two passports that become one is one', async () => {
    const [first, second] = [await stranger(), await stranger()];
    expect(await send(db, first, [vote('now', 'opera')], { ages: [DAY] })).toEqual(['accepted']);
    expect(await send(db, second, [vote('now', 'film')])).toEqual(['accepted']);
    const votes = () =>
      db.rows<{ work: string; n: number }>(
        `select quiz as work, sum(records)::int as n from app.figure where kind = 'vote' and quiz like 'now/%' group by 1 order by 1`,
      );
    const before = await votes();
    const person = (who: string) =>
      db.value<string>('select person from private.person_link where sign_in = $1', [who]);
    await db.sql.query('select app.merge_person($1, $2)', [await person(second), await person(first)]);
    expect(await mine(second)).toEqual({ now: 'opera' });
    expect(await votes()).toEqual(before.map((v) => (v.work === 'now/film' ? { ...v, n: v.n - 1 } : v)));
    expect(await differences(db)).toEqual([]);
  });

  it('of two phones of one person at once is one', async () => {
    const who = await stranger();
    const two = await Promise.all([
      send(await db.connect(), who, [vote('now', 'opera')]),
      send(await db.connect(), who, [vote('now', 'film')]),
    ]);
    expect(two.flat().sort()).toEqual(['accepted', 'closed']);
  });
});
