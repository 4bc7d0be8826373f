import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GiftCard } from '../../src/contract/trails.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { claimed, DESK, giftBody, putDesks, putGift, walker } from '../world/gifts.ts';

let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await putDesks(db);
});
afterAll(closeDatabases);

describe('what the public reads', () => {
  it('names rule, trail, quiz and the open counters that have it, in its language', async () => {
    await putGift(db, 'read', { rule: { quiz: 'daily', points: 20 } });
    const cards = await db.as<GiftCard[]>(null, `select api.gifts('en')`);
    expect(cards.find(({ slug }) => slug === 'read')).toEqual({
      slug: 'read',
      name: 'Badge',
      text: '走完小街，送你一枚徽章。',
      rule: {
        ...{ trail: 'small-street', grade: 2, strong: 0, points: 20, quiz: 'daily', first: null },
        ...{ trail_title: 'Small street', quiz_title: expect.any(String), required: 2 },
      },
      per_person: 1,
      counters: [{ code: DESK, name: `${DESK}服务台`, address: '门厅', hours: '9–17点' }],
    });
  });

  it('says many, few or none of the stock, and nothing of how many', async () => {
    await putGift(db, 'many', {}, 6);
    await putGift(db, 'few', {}, 5);
    const one = await putGift(db, 'one', {}, 1);
    await claimed(db, await walker(db), one);
    const stock = await db.as<{ gift: string; counter: string; left: string }[]>(null, 'select api.gift_stock()');
    const left = (gift: string) => stock.filter((row) => row.gift === gift);
    expect([left('many'), left('few'), left('one')]).toEqual(
      [
        ['many', 'many'],
        ['few', 'few'],
        ['one', 'none'],
      ].map(([gift, left]) => [{ gift, counter: DESK, left }]),
    );
  });

  it('moves when a counter gets a gift for the first time, not with every delivery and not with claims', async () => {
    const gift = await putGift(db, 'moves', {}, 0);
    const revision = async () => (await db.as<{ revision: number }>(null, 'select api.content_state()')).revision;
    const start = await revision();
    const move = () =>
      db.as('a0000000-0000-4000-8000-000000000006', `select api.move_stock($1, $2, 'in', 3, null)`, [gift, DESK]);
    await move();
    expect(await revision()).toBe(start + 1);
    await move();
    await claimed(db, await walker(db), gift);
    expect(await revision()).toBe(start + 1);
  });
});

describe('what keeps a gift from being published', () => {
  const problems = async (body: unknown) =>
    (
      await db.rows<{ line: string }>(`select field || ' ' || rule as line from app.gift_problems('x', $1)`, [
        JSON.stringify(body),
      ])
    ).map(({ line }) => line);
  const rule = giftBody().rule;

  it('is nothing for a gift that is complete', async () => {
    expect(await problems(giftBody())).toEqual([]);
    expect(
      await problems(giftBody({ rule: { strong: 2, points: 100, quiz: 'daily', first: 50 }, per_person: 2 })),
    ).toEqual([]);
  });

  it.each([
    ['nothing asked for', giftBody({ rule: { trail: null } }), ['rule missing']],
    ['a trail that is nowhere', giftBody({ rule: { trail: 'nowhere' } }), ['rule.trail unpublished']],
    ['a monitoring form', giftBody({ rule: { quiz: 'awareness' } }), ['rule.quiz unpublished']],
    [
      'numbers out of range',
      { ...giftBody({ per_person: 0 }), rule: { ...rule, grade: 4, first: 0, points: -1 } },
      ['rule.grade range', 'rule.points range', 'rule.first range', 'per_person range'],
    ],
    ['strong points without a trail', giftBody({ rule: { trail: null, points: 5, strong: 1 } }), ['rule.strong range']],
    [
      'a window that ends before it begins',
      giftBody({ opens_at: '2026-12-01T00:00:00Z', closes_at: '2026-11-01T00:00:00Z' }),
      ['closes_at order'],
    ],
    [
      'times that are none',
      giftBody({ opens_at: 'now', closes_at: 'infinity' }),
      ['opens_at bad_day', 'closes_at bad_day'],
    ],
    ['a picture that nobody has', giftBody({ picture: 'ab'.repeat(32) }), ['picture missing', 'picture_alt missing']],
    [
      'fields that nobody knows',
      { ...giftBody(), price: 5, rule: { ...rule, rank: 1 } },
      ['price unknown', 'rule.rank unknown'],
    ],
    ['no words', { ...giftBody(), name: {}, text: null }, ['name missing', 'text missing']],
    [
      'an empty body',
      {},
      ['name missing', 'text missing', 'rule missing', 'rule.grade range', 'rule.strong range', 'per_person range'],
    ],
    ['a rule that is none', { ...giftBody(), rule: [] }, ['rule missing', 'rule.grade range', 'rule.strong range']],
  ])('is said for %s', async (_, body, said) => {
    expect(await problems(body)).toEqual(said);
  });
});
