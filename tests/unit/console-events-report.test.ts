import { describe, expect, test } from 'vitest';
import type { BriefFigures, EventPage, ReportBody } from '../../src/contract/events.ts';
import { keysOf } from '../../src/staff/events/Brief.tsx';
import { briefFindings, movePicture } from '../../src/staff/events/brief.ts';
import type { EventWords } from '../../src/staff/events/event.ts';
import { countText, figureLines } from '../../src/staff/events/figures.ts';
import { draftOf, isWanted } from '../../src/staff/events/ics/drafts.ts';
import type { IcsEvent } from '../../src/staff/events/ics/types.ts';
import { posterLine } from '../../src/staff/events/poster.ts';
import { readBrief } from '../../src/staff/events/read.ts';
import { emptyReport, hoursOf, missingOf, reportProblems, tidyReport } from '../../src/staff/events/report.ts';
import { backFrom, byDay, nextWeek, wantedOf, weekOf } from '../../src/staff/events/week.ts';
import { wordsOf } from '../e2e/world.ts';

const zh = wordsOf('zh-Hans', 'console_events') as EventWords;
const en = wordsOf('en', 'console_events') as EventWords;
const line = (patch: Partial<ReportBody['materials'][number]>): ReportBody['materials'][number] => ({
  ...{ item: 'leaflet', counter: null, out: 100, handed: 60, back: 40, qualifier: 'exact' },
  ...patch,
});

describe('a report', () => {
  const problems = (patch: Partial<ReportBody>) =>
    reportProblems({ ...emptyReport(), ...patch }).map(({ field, rule }) => `${field}: ${rule}`);

  test('what went out is what was handed out, came back or is missing', () => {
    expect(missingOf(line({}))).toBe(0);
    expect(missingOf(line({ back: 30 }))).toBe(10);
    expect(missingOf(line({ handed: 70 }))).toBe(-10);
    expect(problems({ materials: [line({ back: 30 })] }), 'something may be lost').toEqual([]);
    expect(problems({ materials: [line({}), line({ item: 'fan', handed: 70 })] })).toEqual([
      'materials.1: more_than_out',
    ]);
  });

  test('what leaves a stock is counted to the piece, once, in whole numbers', () => {
    expect(problems({ materials: [line({ counter: 'c1', qualifier: 'over' })] })).toEqual(['materials.0: exact']);
    expect(problems({ materials: [line({}), line({})] })).toEqual(['materials: twice']);
    expect(problems({ materials: [line({ out: 1.5 })] })).toEqual(['materials.0: bad_figure']);
    expect(problems({ shifts: [{ team: 'a', people: 0, minutes: 90 }] })).toEqual(['shifts.0: bad_figure']);
  });

  test('lines without an item stay behind; a date that was not held has no people and nothing handed out', () => {
    const full = { ...emptyReport(), materials: [line({ item: '' }), line({})], note: '  ' };
    expect(tidyReport(full)).toMatchObject({ materials: [line({})], note: null });
    expect(tidyReport({ ...full, held: false, note: '下雨' })).toEqual({
      ...{ held: false, count: null, materials: [], shifts: [], note: '下雨' },
    });
    expect(
      hoursOf([
        { team: 'a', people: 8, minutes: 90 },
        { team: 'b', people: 1, minutes: 50 },
      ]),
    ).toBe(12.8);
  });
});

describe('figures keep what they are', () => {
  const count = { value: 9000, qualifier: 'over', how: 'estimated', unit: 'person_times' } as const;

  test('余, 近 and 突破, people and person-times, counted and estimated', () => {
    expect(countText(zh, 'zh-Hans', count)).toBe('9,000 余人次（估计）');
    expect(countText(en, 'en', count)).toBe('over 9,000 person-times (estimated)');
    expect(countText(zh, 'zh-Hans', { ...count, qualifier: 'passed', unit: 'persons', how: 'counted' })).toBe(
      '突破 9,000 人（点数）',
    );
    expect(countText(zh, 'zh-Hans', null)).toBe('没有填');
  });

  test('a brief tells hours of helpers and teams, and says why a quiz is not shown', () => {
    const figures: BriefFigures = {
      drafted_at: '2026-11-22T02:00:00Z',
      counted: count,
      scanned: 12,
      signed_up: 30,
      materials: [{ name: { 'zh-Hans': '折页' }, handed: 500, qualifier: 'nearly' }],
      helpers: { people: 2, minutes: 180 },
      teams: [{ name: { 'zh-Hans': '巾帼队' }, people: 8, minutes: 90 }],
      quiz: null,
    };
    const said = Object.fromEntries(figureLines(zh, 'zh-Hans', figures).map(({ name, value }) => [name, value]));
    expect(said).toMatchObject({
      折页: '近 500',
      志愿者: '2 人，共 3 小时',
      巾帼队: '8 人，共 12 小时',
      当天答题: zh.no_quiz,
    });
    const asked = figureLines(en, 'en', { ...figures, quiz: { people: 12, correct: 90, total: 100 } });
    expect(asked.at(-1)?.value).toBe('12 people answered, 90.0% right');
  });
});

describe('the desk', () => {
  test('a week begins on Monday, and what waits for a report is looked for within one answer of the agenda', () => {
    expect(weekOf('2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-22' });
    expect(weekOf('2026-11-23').from).toBe('2026-11-23');
    expect(nextWeek('2026-12-28', 1)).toBe('2027-01-04');
    expect((Date.parse('2026-11-22') - Date.parse(backFrom('2026-11-22'))) / 86_400_000).toBeLessThan(100);
  });

  test('an address names a place, a day of a week, an event – or nothing that can be read', () => {
    expect(wantedOf('?p=330302&w=2026-11-25', '2026-11-22')).toEqual({
      place: '330302',
      from: '2026-11-23',
      event: '',
    });
    expect(wantedOf('?p=<b>&w=2026-99-99&e=../x', '2026-11-22')).toEqual({ place: '', from: '2026-11-16', event: '' });
  });

  test('a date at 23:30 UTC stands under the next day of the city', () => {
    const rows = [{ starts_at: '2026-11-22T23:30:00Z' }, { starts_at: '2026-11-22T01:00:00Z' }];
    expect(byDay(rows).map(([day]) => day)).toEqual(['2026-11-22', '2026-11-23']);
  });

  test('the second brief of a day has its hour in its name', () => {
    expect(keysOf('open-day', '2026-11-22T23:30:00Z')).toEqual(['open-day-20261123', 'open-day-202611230730']);
  });
});

test('a brief names whoever agreed, and its pictures move', () => {
  const picture = (hash: string) => ({ hash, alt: { 'zh-Hans': '合影' }, consent: '都同意了' });
  const body = readBrief({
    title: { 'zh-Hans': '简报' },
    text: { 'zh-Hans': '好' },
    pictures: [picture('a'), picture('b')],
  });
  const errors = (own: typeof body) =>
    briefFindings(own)
      .filter(({ level }) => level === 'error')
      .map(({ field, rule }) => `${field}: ${rule}`);
  expect(errors(body)).toEqual([]);
  expect(errors({ ...body, pictures: [{ ...picture('a'), consent: ' ' }] })).toEqual([
    'pictures.0.consent: no_consent',
  ]);
  expect(movePicture(body, 'b', -1).pictures.map(({ hash }) => hash)).toEqual(['b', 'a']);
  expect(movePicture(body, 'b', 1)).toBe(body);
});

test('a printed code says the rule of a series, or the day of what is once', () => {
  const session = { starts_at: '2026-11-28T01:00:00Z', ends_at: '2026-11-28T02:30:00Z', state: 'planned' };
  const page = { all_day: false, where: '文化礼堂', sessions: [session], rule: null } as unknown as EventPage;
  const now = Date.parse('2026-11-22');
  expect(posterLine(zh, 'zh-Hans', page, now)).toBe('11月28日 周六 9:00–10:30 · 文化礼堂');
  const rule = { freq: 'weekly', interval: 1, days: ['SA', 'SU'], until: '2026-12-31', count: null } as const;
  expect(posterLine(en, 'en', { ...page, rule: { ...rule, days: ['SA', 'SU'] } }, now)).toBe(
    'Every Saturday, Sunday 9:00–10:30 · 文化礼堂',
  );
});

test('what was cancelled or is over is not wanted; a draft has what a calendar says, and the rest as a new event', () => {
  const event: IcsEvent = {
    ...{ line: 4, title: '课堂', text: '', where: '', all_day: false, rule: null, dates: [], except: [], notes: [] },
    ...{ start: '2026-12-01T19:00', end: '2026-12-01T20:00' },
  };
  expect(isWanted(event)).toBe(true);
  expect(isWanted({ ...event, notes: ['past'] })).toBe(false);
  expect(isWanted({ ...event, notes: ['zone', 'cancelled'] })).toBe(false);
  expect(draftOf(event, { place: '330302', type: 'talk' }, '2026-11-22')).toMatchObject({
    ...{
      title: { 'zh-Hans': '课堂' },
      where: null,
      start: '2026-12-01T19:00',
      type: 'talk',
      place: '330302',
      sign_up: null,
    },
  });
});
