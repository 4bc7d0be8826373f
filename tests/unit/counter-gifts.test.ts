import { describe, expect, test } from 'vitest';
import type { GiftBody, TrailCard } from '../../src/contract/trails.ts';
import { asks } from '../../src/features/rewards/rewards.ts';
import zh from '../../src/i18n/locales/zh-Hans/console_rewards.json' with { type: 'json' };
import rewards from '../../src/i18n/locales/zh-Hans/rewards.json' with { type: 'json' };
import { changedFields, fieldsOf } from '../../src/staff/editor/fields.ts';
import { cardOf, goal, sayer, strengthOf } from '../../src/staff/gifts/card.ts';
import { emptyGift, giftFindings, giftProblems, readGift, tidyGift } from '../../src/staff/gifts/gift.ts';
import { emptyPoints, mostOfDay, pointsFindings, pointsProblems, readPoints } from '../../src/staff/gifts/points.ts';
import { amountOf, claimable, type StockRow, signed, wrongMove } from '../../src/staff/gifts/stock.ts';

const trail = {
  slug: 'zhongyi',
  title: '忠义街',
  points: [
    { id: 'a', name: '甲', seal: '甲', required: true },
    { id: 'b', name: '乙', seal: '乙', required: true },
    { id: 'c', name: '丙', seal: '丙', required: false },
  ],
} as TrailCard;
const gift = (patch: Partial<GiftBody> = {}, rule: Partial<GiftBody['rule']> = {}): GiftBody => ({
  ...emptyGift(),
  name: { 'zh-Hans': '帆布袋', 'zh-Hant': '帆布袋', en: 'Tote' },
  text: { 'zh-Hans': '棉', 'zh-Hant': '棉', en: 'Cotton' },
  ...patch,
  rule: { ...emptyGift().rule, trail: 'zhongyi', ...rule },
});
const rules = (body: GiftBody, level = 'error') =>
  giftFindings(body, [trail])
    .filter((one) => one.level === level)
    .map(({ field, rule }) => `${field} ${rule}`);

describe('a gift being written', () => {
  test('a whole gift has nothing wrong with it', () => {
    expect(giftFindings(gift(), [trail])).toEqual([]);
  });

  test('a trail without a point that somebody vouches for is warned of, and can be published all the same', () => {
    const soft = gift({}, { strong: 0 });
    expect(rules(soft)).toEqual([]);
    expect(rules(soft, 'advice')).toEqual(['rule_strong no_strong']);
    expect(rules(gift({}, { strong: 0, grade: 3 }), 'advice')).toEqual([]);
    expect([1, 2, 3].map((grade) => strengthOf(gift({}, { strong: 0, grade: grade as 1 })))).toEqual([
      'feigned',
      'forwarded',
      'vouched',
    ]);
    expect(strengthOf(gift({}, { strong: 1, grade: 1 }))).toBe('vouched');
  });

  test('a gift for nothing, of an unknown trail, with more strong points than there are, is refused', () => {
    expect(rules(gift({}, { trail: null }))).toEqual(['rule asks_nothing']);
    expect(rules(gift({}, { trail: 'gone' }))).toEqual(['rule_trail trail_unpublished']);
    expect(rules(gift({}, { strong: 4 }))).toEqual(['rule_strong strong_range']);
    expect(rules(gift({ per_person: 0 }))).toEqual(['per_person range']);
    expect(rules(gift({ opens_at: '2026-12-02T00:00:00+08:00', closes_at: '2026-12-01T00:00:00+08:00' }))).toEqual([
      'closes_at order',
    ]);
  });

  test('a picture needs words, and without one none are kept', () => {
    expect(rules(gift({ picture: 'a'.repeat(64), picture_alt: null }))).toEqual(['picture_alt missing']);
    expect(tidyGift(gift({ picture: null, picture_alt: { 'zh-Hans': '袋子' } })).picture_alt).toBeNull();
    expect(tidyGift(gift({}, { trail: null, points: 5, strong: 2 })).rule.strong).toBe(0);
  });

  test('a draft from outside becomes a gift, whatever it holds', () => {
    expect(readGift(null)).toMatchObject({ name: { 'zh-Hans': '' }, per_person: 1, rule: { trail: null, grade: 2 } });
    expect(readGift({ rule: { grade: 9, strong: 'x', points: 1.5 }, name: 3, per_person: '2' })).toMatchObject({
      rule: { grade: 2, strong: 0, points: null },
      name: { 'zh-Hans': '' },
      per_person: 1,
    });
    expect(readGift(gift())).toEqual(gift());
  });

  test('what the server says of a rule stands at its field, and every field has a name', () => {
    expect(giftProblems([{ field: 'rule.trail', rule: 'unpublished' }])[0]).toMatchObject({ field: 'rule_trail' });
    for (const kind of ['gift', 'points'] as const)
      for (const { name } of fieldsOf(kind)) expect(zh, name).toMatchObject({ [`field_${name}`]: expect.any(String) });
    expect(changedFields('gift', gift(), gift({}, { strong: 2 })).map(({ name }) => name)).toEqual(['rule_strong']);
  });

  test('its rule is told in the residents’ words', () => {
    expect(goal(trail)).toBe(2);
    const card = cardOf('x', gift({}, { points: 30, first: 100 }), 'zh-Hans', { trails: [trail], quizzes: [] });
    expect(asks(card, sayer(rewards, 'zh-Hans'), '').map(({ what }) => what)).toEqual([
      'trail',
      'grade',
      'strong',
      'points',
      'first',
    ]);
    expect(asks(card, sayer(rewards, 'zh-Hans'), '')[0]?.text).toContain('“忠义街”');
  });
});

describe('rules for points', () => {
  test('proposed rules can be published, and their sum is told', () => {
    expect(pointsFindings(emptyPoints())).toEqual([]);
    expect(mostOfDay(emptyPoints())).toBe(185);
    expect(readPoints(emptyPoints())).toEqual(emptyPoints());
  });

  test('numbers out of range are refused; a cap below one time is only advised against', () => {
    const body = emptyPoints();
    body.daily = 0;
    body.kinds.stamp = { points: 101, daily: 1001 };
    body.kinds.game = { points: 5, daily: 3 };
    expect(pointsFindings(body).map(({ field, level }) => `${field} ${level}`)).toEqual([
      'daily error',
      'stamp_points error',
      'stamp_daily error',
      'game_daily advice',
    ]);
    expect(pointsProblems([{ field: 'kinds.stamp', rule: 'range' }])[0]).toMatchObject({ field: 'stamp_points' });
  });
});

describe('stock being moved', () => {
  const row = { gift: 'tote', balance: 10, reserved: 4, handed: 3, stocked: 13 } as StockRow;
  test('what is laid aside cannot be taken out', () => {
    expect(claimable(row)).toBe(6);
    expect(wrongMove('out', '6', '', row)).toBeNull();
    expect(wrongMove('out', '7', '', row)).toBe('too_many_out');
    expect(wrongMove('out', '1', '', undefined)).toBe('too_many_out');
  });

  test('a count is typed as counted, sent as the difference, and needs a reason', () => {
    expect(amountOf('correction', '8', row)).toBe(-2);
    expect(amountOf('correction', '12', row)).toBe(2);
    expect(wrongMove('correction', '8', '', row)).toBe('note_missing');
    expect(wrongMove('correction', '8', '破损', row)).toBeNull();
    expect(wrongMove('correction', '10', '', row)).toBe('no_difference');
    expect(wrongMove('correction', '3', '少了', row)).toBe('below_reserved');
    expect(wrongMove('correction', '0', '', undefined)).toBe('no_difference');
  });

  test('amounts are whole numbers, in full-width digits as well', () => {
    expect(amountOf('in', '２０', undefined)).toBe(20);
    for (const typed of ['', '0', '-1', '1.5', 'x', '100001'])
      expect(wrongMove('in', typed, '', row), typed).toBe('amount');
    expect([20, -3].map(signed)).toEqual(['+20', '−3']);
  });
});
