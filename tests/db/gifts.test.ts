import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GiftCard, type MyGifts, POINT_KINDS } from '../../src/contract/trails.ts';
import { setClock } from '../world/clock.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import {
  claim,
  claimed,
  crowd,
  DESK,
  OTHER_DESK,
  putDesks,
  putGift,
  stockDifferences,
  walk,
  walker,
} from '../world/gifts.ts';
import { round } from '../world/records.ts';
import { answerAt, putTrail, scan, stamp, tokenAt, trailBody } from '../world/trails.ts';

let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await putDesks(db);
  const kinds = Object.fromEntries(POINT_KINDS.map((kind) => [kind, { points: 2, daily: 20 }]));
  await db.sql.query('select app.put_points($1)', [JSON.stringify({ daily: 50, kinds })]);
});
afterAll(closeDatabases);

const mine = (who: string) => db.as<MyGifts | null>(who, 'select api.my_gifts()');
const missing = async (who: string, gift: string) =>
  (await mine(who))?.gifts.find(({ slug }) => slug === gift)?.missing;

describe('a gift', () => {
  it('asks for every required point of its trail; the others are a present', async () => {
    const gift = await putGift(db, 'badge');
    const me = randomUUID();
    expect(await mine(me)).toBeNull();
    await stamp(db, me, [scan(await tokenAt(db, 'arch')), scan(await tokenAt(db, 'pavilion'))], [900, 300]);
    expect(await missing(me, gift)).toEqual(['trail']);
    expect((await mine(me))?.gifts.find(({ slug }) => slug === gift)?.done).toEqual({ points: 1, of: 2 });
    expect(await claim(db, me, gift)).toEqual({ missing: ['trail'] });
    await stamp(db, me, [scan(await tokenAt(db, 'library'))]);
    expect(await missing(me, gift)).toEqual([]);
    expect((await claim(db, me, gift)).claim).toMatchObject({ gift, counter: DESK, state: 'issued' });
  });

  it('asks for a grade, not for a way of proving it', async () => {
    const gift = await putGift(db, 'graded', { rule: { grade: 3 } });
    const me = await walker(db);
    expect(await missing(me, gift)).toEqual(['grade']);
    await stamp(db, me, [answerAt('arch', 'C'), answerAt('library', 'C')], [400, 30]);
    expect(await missing(me, gift)).toEqual([]);
  });

  it('asks for points that need somebody there; a flagged trail for one at least, until the flag is cleared', async () => {
    const [plain, strong] = [await putGift(db, 'plain'), await putGift(db, 'strong', { rule: { strong: 2 } })];
    const [scanned, there] = [await walker(db), await walker(db, 'question')];
    expect([await missing(scanned, strong), await missing(there, strong)]).toEqual([['strong'], []]);
    await db.sql.query(
      `insert into app.flag (trail, point, kind, at, count) values ('small-street', 'arch', 'shared_code', now(), 300)`,
    );
    expect([await missing(scanned, plain), await missing(there, plain)]).toEqual([['strong'], []]);
    expect(await claim(db, scanned, plain)).toEqual({ missing: ['strong'] });
    await db.sql.query('update app.flag set cleared_at = now()');
    expect(await missing(scanned, plain)).toEqual([]);
  });

  it('is given to none of five hundred phones that have the same photograph of its codes, and to who was there', async () => {
    await putTrail(db, 'photographed');
    const gift = await putGift(db, 'photograph', { rule: { trail: 'photographed' } }, 500);
    const phones = await crowd(db, 499, 'photographed', 2);
    const last = randomUUID();
    const codes = [await tokenAt(db, 'arch', 'photographed'), await tokenAt(db, 'library', 'photographed')];
    await stamp(db, last, codes.map(scan), [120, 10]);
    for (const phone of [...phones, last]) expect(await claim(db, phone, gift)).toEqual({ missing: ['strong'] });
    await stamp(db, last, [answerAt('arch', 'C', 'photographed')]);
    expect((await claim(db, last, gift)).claim).toBeDefined();
  });

  it('counts no stamp that came impossibly fast, unless it was made with somebody at the place', async () => {
    const gift = await putGift(db, 'slowly', { rule: { grade: 1 } });
    const [fast, vouched] = [randomUUID(), randomUUID()];
    await stamp(db, fast, [scan(await tokenAt(db, 'arch')), scan(await tokenAt(db, 'library'))], [10, 9]);
    expect(await missing(fast, gift)).toEqual(['trail']);
    await stamp(db, vouched, [answerAt('arch', 'C'), answerAt('library', 'C')], [10, 9]);
    expect(await missing(vouched, gift)).toEqual([]);
  });

  it('asks for points of the ledger, and for a quiz that was taken part in', async () => {
    const points = await putGift(db, 'for-points', { rule: { trail: null, points: 1 } });
    const quiz = await putGift(db, 'for-quiz', { rule: { trail: null, quiz: 'daily' } });
    const me = randomUUID();
    await stamp(db, me, [
      JSON.stringify({
        id: randomUUID(),
        v: 1,
        at: '2026-06-01T00:00:00Z',
        kind: 'profile',
        district: null,
        age_band: null,
      }),
    ]);
    expect([await missing(me, points), await missing(me, quiz)]).toEqual([['points'], ['quiz']]);
    await stamp(db, me, [round()]);
    expect([await missing(me, points), await missing(me, quiz)]).toEqual([[], []]);
  });

  it('is there once for a person, or as often as it says', async () => {
    const [once, twice] = [await putGift(db, 'once'), await putGift(db, 'twice', { per_person: 2 })];
    const me = await walker(db);
    for (const gift of [once, twice]) {
      const first = await claimed(db, me, gift);
      // a phone that never heard the answer asks again, and gets the same
      expect((await claimed(db, me, gift)).id).toBe(first.id);
      await db.sql.query(`update app.claim set state = 'used', used_at = now() where id = $1`, [first.id]);
    }
    expect(await claim(db, me, once)).toEqual({ missing: ['had'] });
    const second = await claimed(db, me, twice);
    await db.sql.query(`update app.claim set state = 'used', used_at = now() where id = $1`, [second.id]);
    expect(await claim(db, me, twice)).toEqual({ missing: ['had'] });
  });

  it('goes to the first so many persons; who gives it back makes room', async () => {
    const gift = await putGift(db, 'first-two', { rule: { first: 2 } });
    const [a, b, c] = [await walker(db), await walker(db), await walker(db)];
    const kept = await claimed(db, a, gift);
    await claimed(db, b, gift);
    expect(await claim(db, c, gift)).toEqual({ missing: ['first'] });
    expect(await db.as(a, 'select api.cancel_claim($1)', [kept.id])).toEqual({ cancelled: true });
    expect((await claim(db, c, gift)).claim).toBeDefined();
    expect(await claim(db, a, gift)).toEqual({ missing: ['first'] });
  });

  it('can be had in its window only, and is shown until that closes', async () => {
    const window = { opens_at: '2026-11-01T00:00:00+08:00', closes_at: '2026-12-01T00:00:00+08:00' };
    const shown = async () =>
      (await db.as<GiftCard[]>(null, `select api.gifts('en')`)).some(({ slug }) => slug === 'windowed');
    try {
      await setClock(db, '2026-10-31T23:59:00+08:00');
      const [gift, me] = [await putGift(db, 'windowed', window), await walker(db)];
      expect([await claim(db, me, gift), await shown()]).toEqual([{ missing: ['not_open'] }, true]);
      await setClock(db, '2026-11-30T12:00:00+08:00');
      expect(new Date((await claimed(db, me, gift)).expires_at)).toEqual(new Date(window.closes_at));
      const { boundary } = await db.as<{ boundary: string }>(null, 'select api.content_state()');
      expect(new Date(boundary)).toEqual(new Date(window.closes_at));
      await setClock(db, '2026-12-01T00:00:01+08:00');
      expect([await claim(db, await walker(db), gift), await shown()]).toEqual([{ missing: ['not_open'] }, false]);
      expect((await mine(me))?.claims).toMatchObject([{ gift, state: 'expired', secret: '' }]);
    } finally {
      await db.sql.query(`update private.clock set shift = '0'`);
    }
  });

  it('follows its trail when that changes while people walk: what is gone is not asked, what is new is', async () => {
    await putTrail(db, 'changing', { ...trailBody(), points: trailBody().points });
    const gift = await putGift(db, 'changed', { rule: { trail: 'changing' } });
    const me = randomUUID();
    await stamp(db, me, [scan(await tokenAt(db, 'arch', 'changing'))]);
    expect(await missing(me, gift)).toEqual(['trail']);
    const [arch, library] = trailBody().points;
    await putTrail(db, 'changing', trailBody({ points: [arch!] }), 2);
    expect(await missing(me, gift)).toEqual([]);
    await putTrail(db, 'changing', trailBody({ points: [arch!, { ...library!, id: 'bridge' }] }), 3);
    expect(await missing(me, gift)).toEqual(['trail']);
  });
});

describe('a person who', () => {
  it('gets an old passport back has the claims of both; what is too much is given back', async () => {
    const gift = await putGift(db, 'merged', {}, 2);
    const [owner, young] = [await walker(db), await walker(db)];
    const key = `key-${randomUUID()}`;
    await db.as(owner, 'select api.register_recovery($1)', [createHash('sha256').update(key).digest('hex')]);
    const [kept] = [await claimed(db, owner, gift), await claimed(db, young, gift)];
    expect(await claim(db, await walker(db), gift)).toEqual({ missing: ['stock'] });
    await db.as(young, 'select api.reclaim($1)', [key]);
    const claims = (await mine(young))?.claims.filter((c) => c.gift === gift);
    expect(claims?.map(({ id, state }) => [id === kept?.id, state])).toEqual([
      [false, 'cancelled'],
      [true, 'issued'],
    ]);
    expect((await claim(db, await walker(db), gift)).claim).toBeDefined();
    expect(await stockDifferences(db).then((all) => all.filter((line) => line.includes('merged')))).toEqual([]);
  });

  it('leaves gives back what is laid aside; their export has it, without the secret', async () => {
    const gift = await putGift(db, 'left', {}, 1);
    const me = await walker(db);
    const { id, secret } = await claimed(db, me, gift);
    const exported = JSON.stringify(await db.as(me, 'select api.my_export()'));
    expect(exported).toContain(id);
    expect(exported).not.toContain(secret);
    expect(exported).not.toContain(Buffer.from(secret, 'base64').toString('hex'));
    await db.as(me, 'select api.erase_me()');
    expect(await db.rows('select state from app.claim where id = $1', [id])).toEqual([{ state: 'cancelled' }]);
    expect(await db.rows('select 1 from private.claim_secret where claim = $1', [id])).toEqual([]);
    expect((await claim(db, await walker(db), gift)).claim).toBeDefined();
  });

  it('asks for a gift or a counter that is nowhere is told so; a closed counter has none', async () => {
    const me = await walker(db);
    const gift = await putGift(db, 'somewhere');
    await expect(claim(db, me, 'nowhere')).rejects.toThrow('not_found');
    await expect(claim(db, me, gift, OTHER_DESK)).rejects.toThrow('not_found');
    await db.sql.query('update app.counter set open = false where code = $1', [DESK]);
    expect(await claim(db, me, gift)).toEqual({ missing: ['stock'] });
    await db.sql.query('update app.counter set open = true where code = $1', [DESK]);
    await walk(db, me, 'question');
    const { id } = await claimed(db, me, gift);
    await expect(db.as(await walker(db), 'select api.cancel_claim($1)', [id])).rejects.toThrow('not_found');
  });
});
