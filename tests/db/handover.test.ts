import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApi } from '../world/api.ts';
import { passTime, setClock } from '../world/clock.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { claimed, idOf, putDesks, putGift, stockDifferences, walk, walker } from '../world/gifts.ts';
import { answer, differences, send } from '../world/records.ts';
import { scan, stamp, tokenAt } from '../world/trails.ts';

let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await putDesks(db);
});
afterAll(closeDatabases);
beforeEach(async () => {
  await db.sql.query('delete from private.rate');
});

const offer = (who: string) => db.as<{ code: string; until: string }>(who, 'select api.offer_passport()');
const take = (who: string, code: string) =>
  db.as<{ merged?: number; message?: string }>(who, 'select api.take_passport($1)', [code]);
const REFUSED = { code: 'PT404', message: 'not_found', details: null, hint: null };
const seals = async (who: string) =>
  (await db.as<{ stamps: unknown[] } | null>(who, 'select api.my_stamps()'))?.stamps.length ?? 0;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
/** Another number than this one. */
const wrong = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, '0');

describe('six digits', () => {
  it('bring a passport into another browser, with what that one had collected; no seal is doubled', async () => {
    // At noon: what was some minutes ago was today, whenever this runs.
    await setClock(db, '2026-10-10T12:00:00+08:00');
    const [old, young] = [await walker(db), randomUUID()];
    await stamp(db, young, [scan(await tokenAt(db, 'arch')), scan(await tokenAt(db, 'pavilion'))], [300, 100]);
    await send(db, young, [answer()]);
    const { code, until } = await offer(old);
    expect(code).toMatch(/^\d{6}$/);
    const now = await db.value<Date>('select app.clock_now()');
    expect(Date.parse(until) - now.getTime()).toBeGreaterThan(55_000);
    expect(await take(young, code)).toEqual({ merged: 3 });
    expect([await seals(old), await seals(young)]).toEqual([3, 3]);
    expect(
      await db.rows(
        `select point from app.stamp s join private.person_link l using (person) where l.sign_in = $1 order by 1`,
        [old],
      ),
    ).toEqual(['arch', 'library', 'pavilion'].map((point) => ({ point })));
    expect(await differences(db)).toEqual([]);
  });

  it('work once, and only for sixty seconds', async () => {
    const [old, first, second] = [await walker(db), randomUUID(), randomUUID()];
    const { code } = await offer(old);
    expect(await take(first, code)).toEqual({ merged: 0 });
    expect(await take(second, code)).toEqual(REFUSED);
    expect([await seals(first), await seals(second)]).toEqual([2, 0]);
    const late = await offer(old);
    try {
      await passTime(db, '61 seconds');
      expect(await take(second, late.code)).toEqual(REFUSED);
    } finally {
      await db.sql.query(`update private.clock set shift = '0'`);
    }
  });

  it('are the newest ones only, and hidden from the database itself', async () => {
    const [old, young] = [await walker(db), randomUUID()];
    const [first, second] = [await offer(old), await offer(old)];
    const own = 'from private.handover h join private.person_link l using (person) where l.sign_in = $1';
    const rows = await db.rows<{ line: string }>(`select h::text as line ${own}`, [old]);
    expect(rows.length).toBe(1);
    expect(rows[0]?.line).not.toContain(second.code);
    if (first.code !== second.code) expect(await take(young, first.code)).toEqual(REFUSED);
    expect(await take(old, second.code)).toEqual({ merged: 0 });
    expect(await db.rows(`select 1 ${own}`, [old])).toEqual([]);
  });

  it('are guessed five times in ten minutes, then not even the right ones help', async () => {
    const [old, thief] = [await walker(db), randomUUID()];
    const { code } = await offer(old);
    for (let i = 1; i <= 5; i++) expect(await take(thief, wrong(code, i))).toEqual(REFUSED);
    await expect(take(thief, code)).rejects.toThrow('too_many');
    expect(await seals(thief)).toBe(0);
    expect(await take(randomUUID(), code)).toEqual({ merged: 0 });
  });

  it('are guessed thirty times a minute by all together', async () => {
    const { code } = await offer(await walker(db));
    let refused = 0;
    for (let i = 1; i <= 60; i++) {
      const said = await take(randomUUID(), wrong(code, i)).catch((error: Error) => error.message);
      if (said === 'too_many') refused++;
      else expect(said).toEqual(REFUSED);
    }
    // one more every two seconds that this test takes
    expect(refused).toBeGreaterThan(20);
    expect(refused).toBeLessThanOrEqual(30);
  });

  it('that are none, or come without a sign-in, are refused', async () => {
    for (const code of ['', '12345', '1234567', 'abcdef', '１２３４５６'])
      await expect(take(randomUUID(), code), code).rejects.toThrow('bad_argument');
    await expect(db.as(null, 'select api.offer_passport()')).rejects.toThrow('permission denied');
    await expect(db.as(null, `select api.take_passport('123456')`)).rejects.toThrow('permission denied');
  });

  it('of somebody who leaves or is merged meanwhile lead nowhere', async () => {
    const [leaving, merging, owner] = [await walker(db), await walker(db), await walker(db)];
    const gone = await offer(leaving);
    await db.as(leaving, 'select api.erase_me()');
    expect(await take(randomUUID(), gone.code)).toEqual(REFUSED);
    const key = `key-${randomUUID()}`;
    await db.as(owner, 'select api.register_recovery($1)', [sha256(key)]);
    const merged = await offer(merging);
    await db.as(merging, 'select api.reclaim($1)', [key]);
    expect(await take(randomUUID(), merged.code)).toEqual(REFUSED);
  });

  it('carry claims along, within what a person may have', async () => {
    const gift = await putGift(db, 'carried', {}, 5);
    const [old, young] = [await walker(db), await walker(db)];
    const kept = await claimed(db, old, gift);
    await claimed(db, young, gift);
    await take(young, (await offer(old)).code);
    const { claims } = await db.as<{ claims: { id: string; state: string }[] }>(young, 'select api.my_gifts()');
    expect(claims.filter(({ state }) => state === 'issued').map(({ id }) => id)).toEqual([kept.id]);
    expect(await stockDifferences(db)).toEqual([]);
  });

  it('taken by two at once go to one of them; two that take each other end as one person, without a deadlock', async () => {
    const clients = await Promise.all([db.connect(), db.connect()]);
    const taking = (i: 0 | 1, who: string, code: string) =>
      clients[i]
        .query('begin')
        .then(() =>
          clients[i].query(`select set_config('request.jwt.claims', $1, true)`, [JSON.stringify({ sub: who })]),
        )
        .then(() => clients[i].query<{ v: { merged?: number } }>('select api.take_passport($1) as v', [code]))
        .then(async ({ rows }) => {
          await clients[i].query('commit');
          return rows[0]!.v;
        });
    for (let turn = 0; turn < 5; turn++) {
      await db.sql.query('delete from private.rate');
      const { code } = await offer(await walker(db));
      const both = await Promise.all([taking(0, randomUUID(), code), taking(1, randomUUID(), code)]);
      expect(both.filter(({ merged }) => merged === 0)).toHaveLength(1);
      const [a, b] = [await walker(db), await walker(db)];
      const [ofA, ofB] = [await offer(a), await offer(b)];
      await Promise.all([taking(0, a, ofB.code), taking(1, b, ofA.code)]);
      expect(
        await db.value('select count(distinct person)::int from private.person_link where sign_in in ($1, $2)', [a, b]),
      ).toBe(1);
    }
    expect(await differences(db)).toEqual([]);
  });
});

describe('over HTTP', () => {
  it('a wrong guess is answered as every error is, and counted all the same', async () => {
    const api = await startApi(db);
    try {
      const { code } = await offer(await walker(db));
      for (let i = 1; i <= 5; i++) {
        const { status, json } = await api.call('an', 'take_passport', { code: wrong(code, i) });
        expect([status, json]).toEqual([404, REFUSED]);
      }
      const { status, json } = await api.call('an', 'take_passport', { code });
      expect([status, json.message]).toEqual([429, 'too_many']);
    } finally {
      await api.stop();
    }
  });
});

describe('passports on paper', () => {
  const make = (who: string, hashes: unknown) =>
    db.as<{ made: number }>(idOf(who), 'select api.make_cards($1)', [hashes]);
  const key = (n: number) => `card-${n}-${randomUUID()}`;

  it('are made by a counter, stamped there, and come to whoever gets a phone later', async () => {
    const keys = [key(1), key(2)];
    expect(await make('jiang', keys.map(sha256))).toEqual({ made: 2 });
    const stampCard = (point: string) =>
      db.as<{ verdict: string }>(idOf('jiang'), 'select api.stamp_passport($1, $2, $3)', [
        sha256(keys[0]!),
        'small-street',
        point,
      ]);
    expect(await stampCard('arch')).toMatchObject({ verdict: 'accepted', stamps: 1 });
    await passTime(db, '5 minutes');
    expect(await stampCard('library')).toMatchObject({ verdict: 'accepted', stamps: 2 });
    expect(await stampCard('library')).toMatchObject({ verdict: 'seen', stamps: 2 });
    const me = randomUUID();
    await walk(db, me);
    await db.as(me, 'select api.reclaim($1)', [keys[0]]);
    expect(await seals(me)).toBe(2);
    expect(await differences(db)).toEqual([]);
    expect(await db.rows(`select by_name, detail from app.audit where act = 'make_cards'`)).toEqual([
      { by_name: '江江', detail: { made: 2 } },
    ]);
  });

  it('are not made twice, not without a right, and never for a key that somebody has', async () => {
    const [mine, fresh] = [sha256(key(3)), sha256(key(4))];
    const me = await walker(db);
    await db.as(me, 'select api.register_recovery($1)', [mine]);
    const people = () => db.value<number>('select count(*)::int from app.person');
    const before = await people();
    expect(await make('guo', [mine, fresh, fresh])).toEqual({ made: 1 });
    expect(await make('guo', [fresh])).toEqual({ made: 0 });
    expect(await people()).toBe(before + 1);
    for (const hashes of [null, [], ['x'], [null], Array(61).fill(fresh), [[fresh], [fresh]]])
      await expect(make('guo', hashes)).rejects.toThrow('bad_argument');
    for (const who of ['an', 'dai', 'wen']) await expect(make(who, [fresh]), who).rejects.toThrow('not_staff');
  });
});
