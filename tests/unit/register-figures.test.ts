/** Figures and days as reports write them. */
import { describe, expect, test } from 'vitest';
import { QUALIFIERS } from '../../src/contract/events.ts';
import { readDay } from '../../src/exercise/register/day.ts';
import { addFigures, readFigure, writeFigure } from '../../src/exercise/register/figure.ts';

describe('a figure keeps its qualifier', () => {
  test.each([
    ['141场', ['场'], 141, 'exact'],
    ['9000余份', ['份'], 9000, 'over'],
    ['9 000余份', ['份'], 9000, 'over'],
    ['2 500余家', ['家'], 2500, 'over'],
    ['2,500余份', ['份'], 2500, 'over'],
    ['２５００余', [], 2500, 'over'],
    ['2，500', [], 2500, 'exact'],
    ['3 305名', ['人'], 3305, 'exact'],
    ['突破100万', [], 1_000_000, 'passed'],
    ['突破了100万人次', ['人次'], 1_000_000, 'passed'],
    ['28.7万余', [], 287_000, 'over'],
    ['28.7萬餘', [], 287_000, 'over'],
    ['2.4万', [], 24_000, 'exact'],
    ['261.2万', [], 2_612_000, 'exact'],
    ['近3000', [], 3000, 'nearly'],
    ['将近 3000 人', ['人'], 3000, 'nearly'],
    ['30余场次', ['场'], 30, 'over'],
    ['10余项', ['项'], 10, 'over'],
    ['超过500人', ['人'], 500, 'over'],
    ['500人以上', ['人'], 500, 'over'],
    ['3万多', [], 30_000, 'over'],
    ['2500余万', [], 25_000_000, 'over'],
    ['1.2亿', [], 120_000_000, 'exact'],
    ['3千余', [], 3000, 'over'],
    ['1万2千', [], 12_000, 'exact'],
    ['1万2000', [], 12_000, 'exact'],
    ['12.0', [], 12, 'exact'],
    ['0', [], 0, 'exact'],
    ['500 people', ['人', 'people'], 500, 'exact'],
  ] as const)('%s', (cell, units, value, qualifier) => {
    expect(readFigure(cell, units)).toEqual({ value, qualifier });
  });

  test.each(['', ' ', '-', '——', '/', '暂无'])('an empty cell (%j) is no figure', (cell) => {
    expect(readFigure(cell)).toBeNull();
  });

  test.each([
    ['约300', 'figure_vague'],
    ['300左右', 'figure_vague'],
    ['不足1000', 'figure_vague'],
    ['几十', 'figure_vague'],
    ['数百人', 'figure_vague'],
    ['100-200', 'figure_range'],
    ['100至200人', 'figure_range'],
    ['25 00', 'figure_groups'],
    ['1,5', 'figure_groups'],
    ['1,234 5', 'figure_groups'],
    ['1.000', 'figure_fraction'],
    ['3.5', 'figure_fraction'],
    ['1.23456万', 'figure_fraction'],
    ['1万2', 'figure_parts'],
    ['2千3万', 'figure_parts'],
    ['近1000余', 'figure_two'],
    ['突破100万余', 'figure_two'],
    ['-5', 'figure_form'],
    ['1e5', 'figure_form'],
    ['很多', 'figure_form'],
    ['无', 'figure_form'],
    ['十余项', 'figure_form'],
    ['=1+1', 'figure_form'],
    ['99亿9999万', 'figure_large'],
    [`1${'0'.repeat(60)}`, 'figure_form'],
  ])('%s is a problem and never guessed', (cell, code) => {
    expect(readFigure(cell, ['人'])).toMatchObject({ code });
  });

  test('persons are not person-times', () => {
    expect(readFigure('100人次', ['人'])).toMatchObject({
      code: 'figure_unit',
      params: { word: '100人次', unit: '人' },
    });
    expect(readFigure('100人', ['人次'])).toMatchObject({ code: 'figure_unit' });
  });

  test('what is written is read again', () => {
    for (const qualifier of QUALIFIERS.filter((one) => one !== 'mixed'))
      for (const value of [0, 7, 9000, 287_000, 1_000_000])
        expect(readFigure(writeFigure({ value, qualifier }))).toEqual({ value, qualifier });
  });

  test('a sum keeps one sort of qualifier and calls several mixed', () => {
    const exact = { value: 100, qualifier: 'exact' } as const;
    const over = { value: 9000, qualifier: 'over' } as const;
    expect(addFigures([])).toEqual({ value: 0, qualifier: 'exact' });
    expect(addFigures([exact, exact])).toEqual({ value: 200, qualifier: 'exact' });
    expect(addFigures([exact, over, over])).toEqual({ value: 18_100, qualifier: 'over' });
    expect(addFigures([over, { value: 1, qualifier: 'nearly' }]).qualifier).toBe('mixed');
  });
});

describe('a day', () => {
  test.each([
    ['2025-06-26', '2025-06-26'],
    ['2025/6/26', '2025-06-26'],
    ['2025.6.26', '2025-06-26'],
    ['2025年6月26日', '2025-06-26'],
    ['2025年6月26號', '2025-06-26'],
    ['20250626', '2025-06-26'],
    ['２０２５－０６－２６', '2025-06-26'],
    ['2025-06-26 09:30', '2025-06-26'],
    ['45834', '2025-06-26'],
    ['2024-02-29', '2024-02-29'],
  ])('is read from %s', (cell, day) => {
    expect(readDay(cell, 'none')).toEqual({ day, whole: false });
  });

  test('of a month or a year is its first or its last one, and says so', () => {
    expect(readDay('2025年6月', 'first')).toEqual({ day: '2025-06-01', whole: true });
    expect(readDay('2024-02', 'last')).toEqual({ day: '2024-02-29', whole: true });
    expect(readDay('2022', 'first')).toEqual({ day: '2022-01-01', whole: true });
    expect(readDay('2022年', 'last')).toEqual({ day: '2022-12-31', whole: true });
    expect(readDay('2022', 'none')).toMatchObject({ code: 'day_whole' });
  });

  test.each([
    ['2025-02-30', 'day_none'],
    ['2025-13-01', 'day_none'],
    ['26/6/2025', 'day_order'],
    ['6.26', 'day_order'],
    ['去年', 'day_form'],
    ['25年6月', 'day_form'],
  ])('%s is a problem', (cell, code) => {
    expect(readDay(cell, 'first')).toMatchObject({ code });
  });
  test('that is not known is none', () => {
    for (const cell of ['', ' ', '—', '至今']) expect(readDay(cell, 'last')).toBeNull();
  });
});
