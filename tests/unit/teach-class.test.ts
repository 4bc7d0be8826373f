import { describe, expect, test } from 'vitest';
import type { ClassAnswers, ClassPage, LessonPage, SeatState } from '../../src/contract/courses.ts';
import en from '../../src/i18n/locales/en/teach.json' with { type: 'json' };
import zh from '../../src/i18n/locales/zh-Hans/teach.json' with { type: 'json' };
import { hardItems, tooFew } from '../../src/staff/teach/hard.ts';
import { checkSteps, sheetsOf } from '../../src/staff/teach/paper.ts';
import { nudges, standing, waitedFor } from '../../src/staff/teach/standing.ts';
import {
  className,
  classOfPage,
  lastDay,
  schoolYear,
  seatList,
  showCode,
  type TeachWords,
  yearName,
} from '../../src/staff/teach/words.ts';

const EN = en as unknown as TeachWords;

const seat = (number: number, state: SeatState, blocks = 0, done: string[] = []): ClassPage['seats'][number] => ({
  seat: number,
  state,
  device: true,
  reopened: false,
  lessons: ['know', 'refuse'].map((lesson) => ({
    lesson,
    blocks: lesson === 'know' ? blocks : 0,
    how: done.includes(lesson) ? 'device' : null,
    on: null,
  })),
  test: false,
});
const page = (seats: ClassPage['seats']) =>
  ({
    class: { seats: seats.length },
    course: {
      lessons: [
        { slug: 'know', title: '识毒' },
        { slug: 'refuse', title: '拒毒' },
      ],
    },
    required: 2,
    seats,
  }) as unknown as ClassPage;

describe('how a class is called', () => {
  test('by grade and number, in both languages', () => {
    expect(className(zh, { grade: 5, number: 2 })).toBe('五年级2班');
    expect(className(EN, { grade: 11, number: 3 })).toBe('Grade 11, class 3');
  });
  test('its school year begins on the first of September', () => {
    expect([schoolYear('2026-08-31'), schoolYear('2026-09-01'), schoolYear('2027-01-05')]).toEqual([
      '2025-09-01',
      '2026-09-01',
      '2026-09-01',
    ]);
    expect(yearName(zh, '2026-09-01')).toBe('2026–2027 学年');
  });
  test('an hour of a year that has ended was held in it', () => {
    expect(['2026-11-20', '2027-08-31', '2027-09-01'].map((day) => lastDay('2026-09-01', day))).toEqual([
      '2026-11-20',
      '2027-08-31',
      '2027-08-31',
    ]);
  });
  test('its code is read in two halves', () => expect(showCode('7K3M9QTZ')).toBe('7K3M-9QTZ'));
  test('its address names it, and nothing that is no id', () => {
    expect(classOfPage('?c=a0000000-0000-4000-8000-000000000004')).toBe('a0000000-0000-4000-8000-000000000004');
    expect([classOfPage('?c=1'), classOfPage(''), classOfPage("?c=a0000000-0000-4000-8000-00000000000'")]).toEqual([
      null,
      null,
      null,
    ]);
  });
  test('seats are told in runs', () => expect(seatList([9, 3, 1, 2, 11, 12, 3], '、')).toBe('1–3、9、11、12'));
});

describe('where a class stands', () => {
  const seats = [
    seat(1, 'empty'),
    seat(2, 'joined'),
    seat(3, 'begun', 3),
    seat(4, 'one', 6, ['know']),
    seat(5, 'done', 6, ['know', 'refuse']),
  ];
  test('seats that somebody has, and those that are done', () => {
    expect(standing(page(seats))).toEqual({ seats: 5, joined: 4, done: 1 });
    expect(seats.filter(waitedFor).map(({ seat: number }) => number)).toEqual([2, 3, 4]);
  });

  test('what is read out counts pupils and names no seat', () => {
    const said = nudges(page(seats), zh, 'zh-Hans');
    expect(said.map(({ seats: who }) => who)).toEqual([[3], [2], [2, 3, 4], [1]]);
    for (const { text } of said) {
      expect(text).toMatch(/还有 \d 位同学|还有 \d 个座位/);
      expect(text).not.toMatch(/号|{{/);
    }
    expect(said[0]?.text).toContain('还有 1 位同学《识毒》');
  });

  test('who has no phone hears of a class hour, not of a page to open', () => {
    const said = nudges(
      page([{ ...seat(1, 'one', 0, ['know']), device: false }, seat(2, 'one', 0, ['know'])]),
      zh,
      'zh-Hans',
    );
    expect(said.map(({ text, seats: who }) => [text.includes('打开'), who])).toEqual([
      [true, [2]],
      [false, [1]],
    ]);
  });

  test('one pupil is one pupil in English', () => {
    expect(nudges(page(seats), EN, 'en')[0]?.text).toMatch(/^1 pupil is halfway/);
    expect(nudges(page(seats), EN, 'en')[2]?.text).toMatch(/^3 pupils have not begun/);
  });

  test('a class that is done is applauded, and an empty one hears of its seats alone', () => {
    expect(nudges(page([seats[4] as never]), zh, 'zh-Hans')).toEqual([{ text: zh.nudge_all, seats: [] }]);
    expect(nudges(page([seat(1, 'empty')]), zh, 'zh-Hans')).toHaveLength(1);
  });
});

const step = (text: string, answer: string) => ({
  text,
  answer,
  say: `讲${text}`,
  options: [{ text: '甲' }, { text: '乙' }],
});
const lesson = {
  rev: 3,
  blocks: [
    { id: 'check', kind: 'check', game: { steps: [step('一', 'A'), step('二', 'B'), step('三', 'AB')] } },
    { id: 'tell', kind: 'story' },
    { id: 'boxes', kind: 'sort', game: { boxes: ['药', '毒'], steps: [{ text: '物', answer: 'B', say: '看成分' }] } },
  ],
} as unknown as LessonPage;
const answers = (rev: number): ClassAnswers => ({
  lesson: 'know',
  rev,
  blocks: [
    {
      id: 'check',
      kind: 'check',
      title: '小测',
      seats: 10,
      steps: [
        { n: 10, right: 9, by_letter: { A: 9, B: 1 } },
        { n: 10, right: 2, by_letter: { A: 8, B: 2 } },
        { n: 4, right: 0, by_letter: { A: 4 } },
      ],
    },
    {
      id: 'boxes',
      kind: 'sort',
      title: '分一分',
      seats: 5,
      steps: [{ n: 5, right: null as never, by_letter: { A: 5 } }],
    },
    { id: 'talk', kind: 'scene', title: '怎么说', seats: 4, steps: null },
  ],
});

describe('what a class finds hard', () => {
  test('the hardest comes first, with what was asked and what led astray', () => {
    const [first, second, third] = hardItems(answers(3), lesson);
    expect(first).toMatchObject({ text: '物', share: 0, again: true, answer: '毒', astray: { text: '药', n: 5 } });
    expect(second).toMatchObject({
      text: '二',
      right: 2,
      n: 10,
      again: true,
      say: '讲二',
      astray: { text: '甲', n: 8 },
    });
    expect(third).toMatchObject({ text: '一', again: false });
  });
  test('fewer than five seats are not shown', () => {
    expect(hardItems(answers(3), lesson)).toHaveLength(3);
    expect(tooFew(answers(3)).map(({ id }) => id)).toEqual(['talk']);
  });
  test('answers to another revision are not laid beside the questions of this one', () => {
    expect(hardItems(answers(2), lesson).map(({ text, answer }) => text + answer)).toEqual(['', '', '']);
  });
});

describe('paper', () => {
  test('answer cards carry the letters of the checks alone, and what is right', () => {
    expect(checkSteps(lesson)).toEqual([
      { letters: ['A', 'B'], answer: 'A' },
      { letters: ['A', 'B'], answer: 'B' },
      { letters: ['A', 'B'], answer: 'AB' },
    ]);
  });
  test('forty-five seats and the answers are eight sheets of six', () => {
    expect(
      sheetsOf(
        Array.from({ length: 46 }, (_, at) => at),
        6,
      ).map(({ length }) => length),
    ).toEqual([6, 6, 6, 6, 6, 6, 6, 4]);
  });
});
