import { describe, expect, it } from 'vitest';
import type { CourseCounts } from '../../src/contract/course-rates.ts';
import { composite, nearestGains, wrong } from '../../src/staff/rates/composite.ts';
import { meanHours, outstanding, percent, rate, ratesOf, streak } from '../../src/staff/rates/rates.ts';

const counts = (more: Partial<CourseCounts> = {}): CourseCounts => ({
  code: '2026-09-01',
  name: '2026',
  schools: 10,
  schools_registered: 10,
  schools_unlisted: 0,
  schools_idle: 0,
  pupils: 1000,
  pupils_registered: 1000,
  begun: 1000,
  done: 1000,
  hours: 2000,
  how: { device: 2000, projector: 0, paper: 0 },
  contest: 1000,
  contest_pass: 900,
  contest_excellent: 400,
  contest_perfect: 100,
  contest_correct: 8000,
  contest_total: 10000,
  learned_correct: 0,
  learned_total: 0,
  recall_pupils: 0,
  recall_correct: 0,
  recall_total: 0,
  roster: null,
  ...more,
});

describe('a rate', () => {
  it('of Ningde is 98.94 for every count that rounds to it, and for no other', () => {
    expect(percent(rate(277_030, 280_000))).toBe('98.94');
    expect([277_018, 277_045].map((n) => percent(rate(n, 280_000)))).toEqual(['98.94', '98.94']);
    expect([277_017, 277_046].map((n) => percent(rate(n, 280_000)))).toEqual(['98.93', '98.95']);
  });

  it('is 100.00 only when both are equal, and 0.00 only for nobody', () => {
    expect(percent(rate(280_000, 280_000))).toBe('100.00');
    expect(percent(rate(279_999, 280_000))).toBe('99.99');
    expect(percent(rate(1, 280_000))).toBe('0.01');
    expect(percent(rate(0, 280_000))).toBe('0.00');
    expect(percent(rate(5, 0))).toBe('–');
  });

  it('above 100 is shown as it is, and is an error', () => {
    const of = rate(6062, 5880);
    expect([percent(of), of.over]).toEqual(['103.10', true]);
    expect(percent(rate(280_001, 280_000))).toBe('100.01');
    expect(rate(1, 0).over).toBe(true);
  });

  it('is made for 四率 and beside them from the same counts', () => {
    const rates = ratesOf(counts({ done: 640, pupils_registered: 800, contest: 500, contest_pass: 450 }));
    expect(Object.entries(rates).map(([name, of]) => `${name} ${percent(of)}`)).toEqual([
      'schools 100.00',
      'pupils 80.00',
      'done 64.00',
      'done_of_registered 80.00',
      'contest 50.00',
      'pass 90.00',
      'excellent 80.00',
      'perfect 20.00',
    ]);
  });
});

describe('beside the rates', () => {
  it('stand the mean of Kaiyang, 2.74 with 0.74 beyond what is asked', () => {
    expect(meanHours(counts({ pupils_registered: 23_231, hours: 63_653 }), 2)).toEqual({ mean: 2.74, excess: 0.74 });
    expect(meanHours(counts({ pupils_registered: 0 }), 2)).toBeNull();
  });

  it('stands who is still missing, never less than nobody', () => {
    expect(outstanding(counts({ schools_registered: 9, pupils_registered: 950, begun: 900, done: 850 }))).toEqual({
      schools: 1,
      unregistered: 50,
      not_begun: 50,
      not_done: 50,
    });
    expect(outstanding(counts({ pupils_registered: 1100 })).unregistered).toBe(0);
  });

  it('stands for how many years in a row all four were 100 % exactly', () => {
    const years = (...bad: number[]) =>
      [2026, 2025, 2024, 2023, 2022].map((year) =>
        counts({ code: `${year}-09-01`, done: bad.includes(year) ? 999 : 1000 }),
      );
    expect([streak(years(2022)), streak(years(2026)), streak(years()), streak([])]).toEqual([4, 0, 5, 0]);
    expect(streak(years().filter(({ code }) => !code.startsWith('2025')))).toBe(1);
  });
});

describe('the composite of 2019', () => {
  const beijing = {
    schools: 1449,
    schools_of: 1700,
    pupils: 569_670,
    pupils_of: 699_369,
    pass: 64,
    full: 2,
    mean: 63.18,
  };
  const shanxi = {
    schools: 5824,
    schools_of: 8102,
    pupils: 1_627_998,
    pupils_of: 2_509_409,
    pass: 54,
    full: 2,
    mean: 58.94,
  };

  it('is that of the bulletin', () => {
    expect(composite(beijing)).toBe(71.02);
    expect(composite(shanxi)).toBe(59.44);
  });

  it('refuses 6,062 of 5,880 schools, and says which', () => {
    const over = { ...beijing, schools: 6062, schools_of: 5880 };
    expect(composite(over)).toBeNull();
    expect(wrong(over)).toEqual([{ field: 'schools', rule: 'over' }]);
    expect(wrong({ ...beijing, schools_of: 0, pupils: 0.5, pass: 101 })).toEqual([
      { field: 'schools_of', rule: 'no_denominator' },
      { field: 'pupils', rule: 'not_a_count' },
      { field: 'pass', rule: 'not_a_percent' },
    ]);
  });

  it('says the least that brings more: the next whole percent of schools first', () => {
    const [first, second] = nearestGains(beijing);
    // 1449 of 1700 is 85 %; 86 % begins at 85.5 %: 1,453.5
    expect(first).toEqual({ part: 'schools', more: 5, points: 0.35 });
    expect(second).toMatchObject({ part: 'pupils', points: 0.35 });
    for (const { part, more, points } of nearestGains(shanxi))
      expect([
        part,
        Math.round(((composite({ ...shanxi, [part]: shanxi[part] + more }) ?? 0) - 59.44) * 100) / 100,
      ]).toEqual([part, points]);
    expect(nearestGains({ ...beijing, schools: 1700, pupils: 699_369, pass: 100, full: 100, mean: 100 })).toEqual([]);
    const almost = { ...beijing, schools: 1452 };
    expect(composite({ ...almost, schools: 1453 })).toBe(composite(almost));
  });
});
