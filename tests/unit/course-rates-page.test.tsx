import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { CourseCounts, CourseRates } from '../../src/contract/course-rates.ts';
import type { Locale } from '../../src/contract/locales.ts';
import { unguard } from '../../src/exercise/exchange/csv.ts';
import { rowsOf, sorted } from '../../src/staff/rates/below.ts';
import type { RatesWords } from '../../src/staff/rates/calls.ts';
import { composite, nearestGains, wrong } from '../../src/staff/rates/composite.ts';
import { writeRates } from '../../src/staff/rates/csv.ts';
import { Four } from '../../src/staff/rates/Four.tsx';
import { Years } from '../../src/staff/rates/History.tsx';
import { OverPanel } from '../../src/staff/rates/Over.tsx';
import { placesOf, wantedOf, yearsOf } from '../../src/staff/rates/place.ts';
import { gainText, wrongText } from '../../src/staff/rates/Score.tsx';
import { EXAMPLES, queryOf, readNumber, readTexts, standingOf, textsOf } from '../../src/staff/rates/standing.ts';
import type { Me } from '../../src/staff/shell/me.ts';

const wordsIn = (locale: Locale) =>
  JSON.parse(readFileSync(`src/i18n/locales/${locale}/console_rates.json`, 'utf8')) as RatesWords;
const words = wordsIn('zh-Hans');
const ROSTER = { as_of: '2026-09-10', source: '教育事业统计', signed_by: '何科', signed_on: '2026-09-20' };

const counts = (code: string, more: Partial<CourseCounts> = {}): CourseCounts => ({
  code,
  name: `${code}小学`,
  schools: 1,
  schools_registered: 1,
  schools_unlisted: 0,
  schools_idle: 0,
  pupils: 100,
  pupils_registered: 90,
  begun: 80,
  done: 60,
  hours: 140,
  how: { device: 100, projector: 30, paper: 10 },
  contest: 50,
  contest_pass: 40,
  contest_excellent: 10,
  contest_perfect: 5,
  contest_correct: 410,
  contest_total: 500,
  learned_correct: 3,
  learned_total: 4,
  recall_pupils: 2,
  recall_correct: 1,
  recall_total: 6,
  roster: null,
  ...more,
});
const page = (more: Partial<CourseRates> = {}): CourseRates => ({
  place: { code: '330302', name: '鹿城区', level: 'county', parent: '330300' },
  year: '2026-09-01',
  rule: { lessons: 2, grades: [5, 6] },
  total: counts('330302', { name: '鹿城区', roster: ROSTER }),
  rows: [],
  history: [],
  over: [],
  ...more,
});
const NO_CHECKS = { checklists: [], rows: [] };
const draw = (rates: CourseRates) => ({ words, locale: 'zh-Hans' as const, prefix: '', rates, checks: NO_CHECKS });
const textOf = (html: string) => html.replace(/<[^>]+>/g, '');

describe('the page of rates', () => {
  it('opens at the first place of the caller, and offers no place that is not theirs', () => {
    const me = (role: string, place: string, name: string) =>
      ({ roles: [{ role, place, place_name: { 'zh-Hans': name } }] }) as unknown as Me;
    const districts = [
      { code: '330302', name: '鹿城区' },
      { code: '330381', name: '瑞安市' },
    ];
    const codes = (who: Me) => placesOf(who, districts, 'zh-Hans').map(({ code }) => code);
    expect(codes(me('city_admin', '330300', '温州市'))).toEqual(['330300', '330302', '330381']);
    expect(codes(me('district', '330381', '瑞安市'))).toEqual(['330381']);
    expect(codes(me('school_admin', '3303020001', '演示实验小学'))).toEqual(['3303020001']);
    expect(codes(me('teacher', '3303020001', '演示实验小学'))).toEqual([]);
    expect(wantedOf('', districts, '2027-08-31')).toEqual({ place: '330302', year: '2026-09-01' });
    expect(wantedOf('?p=3303810001&y=2024', districts, '2027-08-31')).toEqual({
      place: '3303810001',
      year: '2024-09-01',
    });
    expect(wantedOf("?p=1';--&y=19999", districts, '2026-09-01')).toEqual({ place: '330302', year: '2026-09-01' });
    expect(yearsOf([{ code: '2023-09-01' }], '2026-09-01', '2026-11-22')).toEqual([
      '2026-09-01',
      '2025-09-01',
      '2023-09-01',
    ]);
  });

  it('says the counts, the denominator by name, its date, source and signature beside each of 四率', () => {
    const text = textOf(renderToString(<Four {...draw(page())} />));
    expect(text).toContain('2 课时完成率60.00%60 / 100 人（名册上的学生）66.67% 按已注册的学生算：60 / 90 人');
    expect(text.split('分母：2026-09-10 · 教育事业统计 · 何科 2026-09-20 签')).toHaveLength(5);
  });

  it('shows 105 of 100 as 105.00%, marked, with both counts and the name of the school', () => {
    const over = [{ code: '3303020001', name: '演示实验小学', what: 'pupils' as const, count: 105, of: 100 }];
    const total = counts('330302', { pupils_registered: 105, roster: ROSTER });
    expect(textOf(renderToString(<Four {...draw(page({ total, over }))} />))).toContain(
      '学生注册率105.00%超过 100%，数据有误105 / 100 人',
    );
    const panel = (some: CourseRates['over']) =>
      textOf(renderToString(<OverPanel words={words} locale="zh-Hans" over={some} href={(code) => `?p=${code}`} />));
    expect(panel(over)).toContain('演示实验小学：注册 105 人，名册 100 人：请核对名册或班级。');
    expect(panel([{ ...over[0], of: 0 } as (typeof over)[0]])).toContain('注册 105 人，可名册上没有');
    expect(panel([])).toBe('');
    expect(panel(Array.from({ length: 11 }, () => over[0] as (typeof over)[0]))).toContain('还有 3 处');
  });

  it('has no rate without a signed roster', () => {
    const total = counts('330302', { schools: 0, pupils: 0, schools_unlisted: 1 });
    const text = textOf(renderToString(<Four {...draw(page({ total }))} />));
    expect(text).toContain('学生注册率–90 / 0 人');
    expect(text).toContain('还没有签过字的分母');
    expect(text).not.toContain('超过');
  });

  it('says for how many years all four were whole, and that this year is not there yet', () => {
    const all = { pupils_registered: 100, begun: 100, done: 100, contest: 100 };
    const years = (newest: Partial<CourseCounts>) =>
      [2026, 2025, 2024].map((year, i) => counts(`${year}-09-01`, i === 0 ? newest : all));
    const text = (history: CourseCounts[]) => textOf(renderToString(<Years {...draw(page({ history }))} />));
    expect(text(years(all))).toContain('四率连续 3 年 100%（');
    expect(text(years({ ...all, done: 99 }))).toContain('到上一学年为止，四率连续 2 年 100%（');
    expect(text(years(all).slice(0, 1).concat(counts('2024-09-01', all)))).toContain('四率连续 1 年 100%（');
  });
});

describe('what lies below', () => {
  const rows = [
    counts('3303020001', { done: 60 }),
    counts('3303020002', { pupils: 0, done: 5 }),
    counts('3303020003', { done: 90 }),
    counts('3303020010', { done: 60 }),
  ];
  const checks = {
    checklists: [{ slug: 'five-ones', title: { 'zh-Hans': '五个一' }, items: 5 }],
    rows: [{ code: '3303020003', schools: 1, done: { 'five-ones': 4 }, whole: { 'five-ones': 0 } }],
  };
  it('sorts by any column, without a denominator last', () => {
    const codes = (by: string, down: boolean) =>
      sorted(rowsOf(page({ rows }), checks), { by, down }).map(({ code }) => Number(code.slice(-2)));
    expect(codes('done', true)).toEqual([3, 1, 10, 2]);
    expect(codes('done', false)).toEqual([1, 10, 3, 2]);
    expect(codes('name', true)).toEqual([10, 3, 2, 1]);
    expect(codes('five-ones', true)[0]).toBe(3);
  });

  it('is a file of counts and denominators that no spreadsheet runs, and from which the rates are made again', () => {
    const hostile = counts('3303020004', { name: '=HYPERLINK("http://evil.example")' });
    const bytes = writeRates(page({ rows: [...rows, hostile] }), words, ({ name }) => name);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    expect(text.startsWith('\uFEFF学年,代码,名称,名册学校数,')).toBe(true);
    const { data } = Papa.parse<Record<string, string>>(text.slice(1).trim(), { header: true });
    expect(data).toHaveLength(6);
    expect(data[0]).toMatchObject({ 代码: '330302', 分母日期: '2026-09-10', 签字人: '何科' });
    const last = data[5] ?? {};
    expect([last.名称, unguard(last.名称 ?? '')]).toEqual([`'${hostile.name}`, hostile.name]);
    expect([last.名册学生数, last.已注册学生数, last.全部完成学生数, last.纸笔课时]).toEqual(['100', '90', '60', '10']);
  });
});

describe('the simulator', () => {
  it('takes a place’s own counts from the address, and nothing that is not a number', () => {
    const given = standingOf(`?${queryOf(counts('330302', { schools: 10, schools_registered: 9 }))}`);
    expect(given).toEqual({ schools: 9, schools_of: 10, pupils: 50, pupils_of: 100, pass: 80, full: 10, mean: 82 });
    expect(standingOf('?schools=9')).toBeNull();
    expect(standingOf(`?${queryOf(counts('330302'))}`.replace('pupils=50', 'pupils=1e9'))).toBeNull();
    expect([...['6,062', '６０６２', ' 6 062 '].map(readNumber), readNumber('63.18')]).toEqual([
      6062, 6062, 6062, 63.18,
    ]);
    expect(['', '-1', 'abc', '1/2', '1e3'].every((text) => Number.isNaN(readNumber(text)))).toBe(true);
  });

  it('computes from what stands in the fields what it computes from the numbers, in every language', () => {
    for (const locale of ['zh-Hans', 'zh-Hant', 'en'] as const)
      for (const standing of Object.values(EXAMPLES)) expect(readTexts(textsOf(standing, locale))).toEqual(standing);
    expect(Object.values(EXAMPLES).map(composite)).toEqual([71.02, 59.44]);
  });

  it('says in words what is wrong and what is nearest', () => {
    const over = { ...EXAMPLES.beijing, schools: 6062, schools_of: 5880 };
    expect(wrong(over).map((one) => wrongText(words, 'zh-Hans', over, one))).toEqual([
      '参加的学校 6,062 所，应参加的只有 5,880 所。这是数据错误，请核对名册；不按 100% 封顶，总分先不算。',
    ]);
    const gains = (locale: Locale) =>
      nearestGains(EXAMPLES.beijing).map((gain) => `${gainText(wordsIn(locale), locale, gain)} +${gain.points}`);
    expect(gains('zh-Hans')[0]).toBe('再有 5 所学校参加 +0.35');
    expect(gains('en')).toContain('5 more schools taking part +0.35');
    expect(gains('en')).toContain('Pass rate higher by 1 percentage point +0.1');
    expect(gainText(wordsIn('en'), 'en', { part: 'pupils', more: 1, points: 0.35 })).toBe('1 more pupil taking part');
  });
});
