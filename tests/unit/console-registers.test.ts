/** What the console makes of registers: forms into rows, lists into files and back, periods, what a duty lacks. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DutyCoverage, RegisterType } from '../../src/contract/registers.ts';
import { columnBy, columnsOf, headingOf, idOf } from '../../src/exercise/register/columns.ts';
import { readRegister } from '../../src/exercise/register/index.ts';
import en from '../../src/i18n/locales/en/console_registers.json' with { type: 'json' };
import words from '../../src/i18n/locales/zh-Hans/console_registers.json' with { type: 'json' };
import type { EntryRow } from '../../src/staff/registers/calls.ts';
import { writeEntries } from '../../src/staff/registers/csv.ts';
import { lacks, lackText } from '../../src/staff/registers/duties.ts';
import { draftOf, emptyDraft, rowOf } from '../../src/staff/registers/entry.ts';
import { differences } from '../../src/staff/registers/fields.ts';
import { PARTS, periodOf, sayPart } from '../../src/staff/registers/period.ts';
import { choicesFrom, namesOf } from '../../src/staff/registers/places.ts';
import { sayFigure } from '../../src/staff/registers/say.ts';
import { optionsText, readOptions } from '../../src/staff/registers/type.ts';
import { ROOT } from '../tasks.ts';

const TYPES = JSON.parse(
  fs.readFileSync(path.join(ROOT, 'supabase/seed/register-types.json'), 'utf8'),
) as RegisterType[];
const typeOf = (key: string) => TYPES.find((type) => type.key === key) as RegisterType;
const entry = (patch: Partial<EntryRow>): EntryRow => ({
  id: '1',
  type: 'team',
  key: 'jinguo',
  place: '330302',
  place_name: { 'zh-Hans': '鹿城区' },
  title: { 'zh-Hans': '巾帼队', en: 'Women' },
  from: '2022-03-01',
  to: null,
  number: { value: 1, qualifier: 'exact' },
  fields: {},
  measures: {},
  source: '台账',
  as_of: '2026-09-30',
  signed_by: '何科',
  signed_at: '2026-10-01T00:00:00Z',
  ended: false,
  ...patch,
});

describe('every type of the demo city', () => {
  test.each(
    TYPES.map((type) => [type.key, type] as const),
  )('%s has columns that are told apart in both languages', (_, type) => {
    const columns = columnsOf(type);
    for (const english of [false, true]) {
      const headings = columns.map((column) => headingOf(column, english));
      expect(new Set(headings).size, headings.join()).toBe(headings.length);
      for (const [i, heading] of headings.entries()) {
        const found = columnBy(heading, columns);
        expect(found && idOf(found), heading).toBe(idOf(columns[i] as (typeof columns)[number]));
      }
    }
  });
});

test('a register as a file is read in again as it stands', () => {
  const type = typeOf('team');
  const choices = {
    occupation: [entry({ type: 'occupation', key: 'women', title: { en: 'Women', 'zh-Hans': '巾帼志愿者' } })],
  };
  const rows = [
    entry({
      number: { value: 2500, qualifier: 'over' },
      to: '2026-01-01',
      fields: { occupation: 'women', organiser: { 'zh-Hans': '=妇联', en: 'Federation' } },
      measures: { people: { value: 287_000, qualifier: 'nearly' } },
    }),
    entry({ key: 'two', title: { 'zh-Hans': '"引号", 逗号\n换行' } }),
  ];
  const around = {
    place: '330300',
    places: namesOf([
      { code: '330300', level: 'city', parent: null, name: { en: 'Wenzhou', 'zh-Hans': '温州市' } },
      { code: '330302', level: 'county', parent: '330300', name: { en: 'Lucheng', 'zh-Hans': '鹿城区' } },
    ]),
    choices: { occupation: choicesFrom(choices.occupation) },
  };
  for (const english of [false, true]) {
    const read = readRegister(writeEntries(type, rows, choices, english), 'x.csv', type, around);
    expect(read.problems.filter(({ level }) => level === 'error')).toEqual([]);
    expect(read.rows).toMatchObject(
      rows.map(({ key, place, title, from, to, number, fields, measures }) => ({
        key,
        place,
        title,
        from,
        to,
        number,
        fields,
        measures,
      })),
    );
  }
});

describe('an entry that is written', () => {
  test('becomes a row with its qualifiers, and says by field what is missing', () => {
    const type = typeOf('activity');
    const empty = rowOf(type, emptyDraft('330302'));
    expect(empty.problems.map(({ field, code }) => `${field} ${code}`)).toEqual(['event_type empty', 'title empty']);
    const { row, problems } = rowOf(type, {
      ...emptyDraft('330302'),
      title: { 'zh-Hans': ' 全年宣传 ', en: ' ' },
      number: '141场',
      fields: { event_type: 'outreach', entries: [] },
      measures: { leaflets: '9000余份', gifts: '' },
    });
    expect(problems).toEqual([]);
    expect(row).toMatchObject({
      act: 'put',
      title: { 'zh-Hans': '全年宣传' },
      number: { value: 141, qualifier: 'exact' },
      fields: { event_type: 'outreach' },
      measures: { leaflets: { value: 9000, qualifier: 'over' } },
    });
    expect(row.title).not.toHaveProperty('en');
    expect(row.fields).not.toHaveProperty('entries');
    expect(rowOf(type, { ...emptyDraft('330302'), number: '约141' }).problems).toContainEqual(
      expect.objectContaining({ field: 'number', code: 'figure_vague' }),
    );
  });

  test('keeps a stock figure of its day unless it is written anew', () => {
    const type = typeOf('team');
    const stands = entry({ measures: { people: { value: 46, qualifier: 'exact' } } });
    const { row } = rowOf(type, draftOf(type, stands));
    expect(row.measures).toEqual({});
    expect(differences(words, 'zh-Hans', type, stands, row, String, new Map())).toEqual([]);
    const changed = { ...row, to: '2026-12-31', measures: { people: { value: 50, qualifier: 'over' as const } } };
    expect(differences(words, 'zh-Hans', type, stands, changed, String, new Map())).toEqual([
      { label: '起止', was: '2022年3月1日 起', now: '2022年3月1日 至 2026年12月31日' },
      { label: '志愿者', was: '46名', now: '50余名' },
    ]);
  });
});

test('figures are said with unit and qualifier', () => {
  const say = (value: number, qualifier: Parameters<typeof sayFigure>[2]['qualifier'], unit = '份') =>
    sayFigure(words, 'zh-Hans', { value, qualifier }, { 'zh-Hans': unit });
  expect(say(189, 'exact', '支')).toBe('189支');
  expect(say(9000, 'over')).toBe('9,000余份');
  expect(say(287_000, 'over', '户')).toBe('28.7万余户');
  expect(say(1_000_000, 'passed', '人次')).toBe('突破100万人次');
  expect(say(3000, 'nearly')).toBe('近3,000份');
  expect(say(12_345, 'mixed')).toBe('约12,345份');
  expect(sayFigure(en, 'en', { value: 2500, qualifier: 'over' }, { 'zh-Hans': '家', en: 'halls' })).toBe(
    'over 2,500 halls',
  );
});

describe('a period', () => {
  test.each([
    ['2025', '2025-01-01', '2025-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2025-H1', '2025-01-01', '2025-06-30'],
    ['2025-H2', '2025-07-01', '2025-12-31'],
    ['2025-P', '2025-06-01', '2025-06-30'],
  ])('%s has its first and last day', (code, from, to) => {
    expect(periodOf(code, '2026-11-22')).toEqual({ code, from, to });
  });
  test('that is none is this year', () => {
    for (const code of [undefined, '', '2025-13', 'x', '2025-H3'])
      expect(periodOf(code, '2026-11-22').code).toBe('2026');
    for (const part of PARTS.slice(1)) expect(periodOf(`2025-${part}`, '2026-11-22').code).toBe(`2025-${part}`);
  });
  test('of the publicity month knows its ordinal', () => {
    expect(sayPart(words, 'zh-Hans', '2023', 'P')).toContain('第 13 个');
  });
});

test('what a duty lacks is named by place, in runs of months', () => {
  const coverage: DutyCoverage = {
    key: 'monthly',
    title: { 'zh-Hans': '每月一场' },
    every: 'month',
    least: 1,
    level: 'community',
    periods: ['2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01', '2026-03-01'],
    places: [
      {
        place: '330302901901',
        name: { 'zh-Hans': '东门社区' },
        parent: { 'zh-Hans': '五马街道' },
        held: [0, 0, 0, 1, 0],
        planned: [0, 0, 0, 0, 0],
        state: ['missing', 'missing', 'missing', 'done', 'open'],
      },
      {
        place: '330302901902',
        name: { 'zh-Hans': '府前社区' },
        parent: { 'zh-Hans': '五马街道' },
        held: [1, 1, 1, 1, 0],
        planned: [0, 0, 0, 0, 1],
        state: ['done', 'done', 'done', 'done', 'planned'],
      },
    ],
    done: 5,
    due: 8,
  };
  const missing = lacks(words, 'zh-Hans', coverage, 'missing');
  expect(missing.map(({ name, periods }) => [name, periods])).toEqual([['东门社区', ['2025年11月–12月', '2026年1月']]]);
  expect(lackText(words, '缺', missing)).toBe('缺\n五马街道 东门社区：2025年11月–12月、2026年1月');
  expect(lacks(words, 'zh-Hans', coverage, 'open').map(({ periods }) => periods)).toEqual([['2026年3月']]);
  expect(lacks(words, 'zh-Hans', { ...coverage, every: 'quarter' }, 'open')[0]?.periods).toEqual(['2026 第 1 季度']);
});

test('options of a choice are lines, and keep their traditional names while the name stays', () => {
  const had = [{ key: 'women', name: { 'zh-Hans': '妇女', 'zh-Hant': '婦女', en: 'Women' } }];
  expect(readOptions(optionsText(had), had)).toEqual(had);
  expect(readOptions('women=女性\nnew=新', had)).toEqual([
    { key: 'women', name: { 'zh-Hans': '女性' } },
    { key: 'new', name: { 'zh-Hans': '新' } },
  ]);
});
