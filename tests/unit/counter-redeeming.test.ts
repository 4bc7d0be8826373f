import { describe, expect, test } from 'vitest';
import en from '../../src/i18n/locales/en/console_counter.json' with { type: 'json' };
import zh from '../../src/i18n/locales/zh-Hans/console_counter.json' with { type: 'json' };
import { PROBLEMS, type Redeemed } from '../../src/staff/counter/calls.ts';
import { misread, shortMoment, told, unsaid } from '../../src/staff/counter/redeeming.ts';
import { readScan } from '../../src/staff/counter/scan.ts';
import { stamped, stampMisread } from '../../src/staff/counter/stamping.ts';

const CODE = '7K3M9QTZ-204618';
const SENT = Date.parse('2026-11-22T06:02:00Z');
const asked = { code: CODE, locale: 'zh-Hans', me: '江江' } as const;
const used: Redeemed = {
  problem: 'used',
  at: '2026-11-22T06:02:03Z',
  counter: { 'zh-Hans': '忠义街服务站' },
  by: '江江',
};

describe('what an answer means', () => {
  test('a gift is handed out by its name and number', () => {
    expect(told({ ok: true, gift: { 'zh-Hans': '帆布袋', en: 'Tote' }, number: '7K3M9QTZ' }, asked)).toMatchObject({
      good: true,
      word: 'hand_out',
      gift: '帆布袋',
      number: '7K3M9QTZ',
    });
  });

  test('every problem that the database names is said, with what to do, in both languages', () => {
    for (const problem of PROBLEMS) {
      expect(told({ problem }, asked)).toMatchObject({ good: false, word: problem });
      for (const words of [zh, en])
        expect(words).toMatchObject({
          [`said_${problem}`]: expect.any(String),
          [`todo_${problem}`]: expect.any(String),
        });
    }
  });

  test('a code that is used tells where and when', () => {
    expect(told(used, asked)).toMatchObject({ good: false, counter: '忠义街服务站', when: used.at });
    expect(shortMoment('zh-Hans', used.at ?? '', SENT)).toBe('14:02');
    expect(shortMoment('zh-Hans', '2026-11-20T06:02:03Z', SENT)).toBe('11月20日 14:02');
    expect(shortMoment('en', '2026-11-20T06:02:03Z', SENT)).toBe('20 November 14:02');
  });

  test('a code whose first answer was lost is handed out at the second try, by the clerk who sent the first', () => {
    expect(told(used, { ...asked, unanswered: SENT })).toMatchObject({ good: true, word: 'hand_out_again' });
  });

  test('a lost answer helps neither another clerk nor a code that was used long before', () => {
    expect(told({ ...used, by: '郭姐' }, { ...asked, unanswered: SENT })).toMatchObject({ good: false, word: 'used' });
    const before = { ...used, at: '2026-11-22T05:00:00Z' };
    expect(told(before, { ...asked, unanswered: SENT })).toMatchObject({ good: false, word: 'used' });
    expect(told(used, asked)).toMatchObject({ good: false, word: 'used' });
  });

  test('an answer without a word is no permission', () => {
    expect(told({}, asked)).toMatchObject({ good: false, word: 'failed' });
  });

  test('what is no claim is said without asking, and what was not asked keeps its number', () => {
    expect(misread(readScan(CODE))).toBeNull();
    expect(misread(readScan('abc'))).toMatchObject({ good: false, word: 'not_a_claim' });
    expect(unsaid('offline', CODE)).toMatchObject({ good: false, word: 'offline', number: '7K3M9QTZ' });
  });
});

describe('what becomes of a card', () => {
  test('a seal of the same day is as good as a new one, and says so', () => {
    expect(stamped({ verdict: 'accepted', stamps: 3, total: 11 })).toEqual({
      good: true,
      word: 'accepted',
      stamps: 3,
      total: 11,
    });
    expect(stamped({ verdict: 'seen', stamps: 3, total: 11 })).toMatchObject({ good: true, word: 'seen' });
  });

  test('every other verdict is a refusal with words', () => {
    expect(stamped({ verdict: 'closed', stamps: 0, total: 11 })).toMatchObject({ good: false, word: 'refused' });
    for (const word of ['unknown_card', 'broken_key', 'claim', 'point', 'nothing', 'refused', 'no_place'] as const) {
      expect(stampMisread(word)).toMatchObject({ good: false, word });
      for (const words of [zh, en])
        expect(words).toMatchObject({
          [`stamp_${word}`]: expect.any(String),
          [`stamp_${word}_todo`]: expect.any(String),
        });
    }
  });
});
