import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlockBody, LessonBody } from '../../src/contract/courses.ts';
import {
  addItem,
  checklistFindings,
  courseFindings,
  emptyChecklist,
  emptyCourse,
  moved,
  schoolYear,
  tidyChecklist,
  tidyCourse,
  yearsToChoose,
} from '../../src/staff/courses/course.ts';
import { lessonFindings } from '../../src/staff/courses/findings.ts';
import {
  addBlock,
  BLOCK_KINDS,
  emptyBlock,
  emptyLesson,
  freeId,
  type LessonEditorWords,
  minutesOf,
  moveBlock,
  placeOfField,
  putBlock,
  removeBlock,
  stepped,
  textsOf,
  tidyLesson,
} from '../../src/staff/courses/lesson.ts';
import { readChecklist, readCourse, readLesson } from '../../src/staff/courses/read.ts';
import { showLesson } from '../../src/staff/courses/show.ts';
import { abridged, diffText } from '../../src/staff/editor/diff.ts';
import { hantOf } from '../../src/staff/editor/hant-body.ts';
import { moveStep } from '../../src/staff/games/game.ts';
import { wordsOf } from '../e2e/world.ts';
import { blockBody, checklistBody, courseBody, lessonBody } from '../world/lesson.ts';

const fine = { bad: () => false, primary: false };
const rules = (body: LessonBody, about = fine) =>
  lessonFindings(body, about)
    .filter(({ level }) => level === 'error')
    .map(({ field, rule }) => `${field} ${rule}`);
const advice = (body: LessonBody) =>
  lessonFindings(body, fine)
    .filter(({ level }) => level === 'advice')
    .map(({ rule }) => rule);
const ids = (body: LessonBody) => body.blocks.map(({ id }) => id).join(' ');
const bent = (id: string, patch: Partial<BlockBody>) => putBlock(lessonBody(), id, (block) => ({ ...block, ...patch }));

it('a good lesson has nothing to be mended, and is read and tidied to itself', () => {
  expect(rules(lessonBody())).toEqual([]);
  expect(tidyLesson(readLesson(lessonBody()))).toEqual(lessonBody());
  expect(tidyCourse(readCourse(courseBody(['try-one'])))).toEqual(courseBody(['try-one']));
  expect(tidyChecklist(readChecklist(checklistBody()))).toEqual(checklistBody());
});

describe('blocks of a lesson', () => {
  it('begin as the outline of one class hour', () => {
    const body = emptyLesson('junior', '2026-11-22');
    expect(minutesOf(body)).toBe(40);
    expect(rules(body).filter((rule) => rule.startsWith('blocks '))).toEqual([]);
  });

  it('are added before the help and what is asked later, which end a lesson', () => {
    const body = lessonBody();
    expect(ids(addBlock(body, 'text'))).toBe('story sort scene check text help later');
    expect(ids(addBlock(body, 'help'))).toBe('story sort scene check help help-2 later');
    expect(ids(addBlock(removeBlock(body, 'later'), 'recall'))).toBe('story sort scene check help recall');
    expect(ids(addBlock({ ...body, blocks: [] }, 'text'))).toBe('text');
  });

  it('move by one place, and keep their ids', () => {
    expect(ids(moveBlock(lessonBody(), 'scene', -1))).toBe('story scene sort check help later');
    expect(ids(moveBlock(lessonBody(), 'story', -1))).toBe(ids(lessonBody()));
    expect(ids(moveBlock(lessonBody(), 'later', 1))).toBe(ids(lessonBody()));
  });

  it('have ids of their own', () => {
    expect(freeId([{ id: 'text' }, { id: 'text-2' }], 'text')).toBe('text-3');
    expect(freeId([{ id: 'text' }], 'text', 'Not an id')).toBe('text-2');
    expect(freeId([], 'scene', 'hallway')).toBe('hallway');
  });

  it('that are answered have the steps of a game, which move as those do', () => {
    const body = stepped(blockBody('a', 'scene', 5));
    expect(body?.kind).toBe('ladder');
    expect(moveStep(body!, 0, 1).steps[1]).toEqual(body?.steps[0]);
    expect(stepped(blockBody('a', 'story', 5))).toBeNull();
    for (const kind of BLOCK_KINDS)
      expect(stepped(emptyBlock(kind, 'a')) !== null).toBe(emptyBlock(kind, 'a').steps !== null);
  });
});

describe('what is said while a lesson is written', () => {
  it('of an empty one: every text that is needed', () => {
    const body = emptyLesson('junior', '2026-11-22');
    const missing = rules(body).filter((rule) => rule.endsWith(' missing') && rule !== 'kps missing');
    expect(missing).toHaveLength(textsOf(body).filter(({ needed }) => needed).length);
    expect(rules(body)).toEqual(expect.arrayContaining(['facts no_facts', 'kps missing']));
    expect(rules(emptyLesson('', '2026-11-22'))).toContain('course no_course');
  });

  it.each([
    ['minutes that do not add up', bent('story', { minutes: 7 }), 'blocks minutes'],
    ['too few blocks', { ...lessonBody(), blocks: lessonBody().blocks.slice(0, 3) }, 'blocks count'],
    ['no check that belongs to the whole', bent('check', { optional: true }), 'blocks no_check'],
    ['nobody to turn to', removeBlock(lessonBody(), 'help'), 'blocks no_help'],
    ['two that are asked again', addBlock(lessonBody(), 'recall'), 'blocks two_recalls'],
    ['one line of goals', { ...lessonBody(), goals: { 'zh-Hans': '一件' } }, 'goals lines'],
    ['tags', bent('story', { text: { 'zh-Hans': '<b>粗</b>' } }), 'block.1.text html'],
    ['a weak answer that is missing', scene({ answer: 'ABC' }), 'block.3.step.1.answer no_weak'],
    ['a right answer that is missing', scene({ answer: '' }), 'block.3.step.1.answer bad_answer'],
    ['too few questions', bent('check', { steps: [] }), 'block.4.steps steps_check'],
    ['a picture that is missing', bent('story', { kind: 'picture' }), 'block.1.picture missing'],
    ['a picture without words', bent('story', { picture: 'a'.repeat(64) }), 'block.1.picture_alt missing'],
    ['a note in another language only', bent('story', { note: { en: 'x' } }), 'block.1.note missing'],
    ['how it is done', bent('story', { text: { 'zh-Hans': '货到付款' } }), 'block.1.text forbidden_word'],
  ])('names %s', (_, body, rule) => {
    expect(rules(body)).toContain(rule);
  });

  it('advises numbers out of primary school, a block to ask again, and languages that are missing', () => {
    const body = bent('story', { text: { 'zh-Hans': '会判 3 年徒刑' } });
    expect(lessonFindings(body, { ...fine, primary: true })).toContainEqual(
      expect.objectContaining({ field: 'block.1.text', rule: 'primary_numbers', level: 'advice' }),
    );
    expect(advice(body)).not.toContain('primary_numbers');
    expect(advice(removeBlock(lessonBody(), 'later'))).toContain('no_recall');
    expect(advice(lessonBody())).toEqual(['no_language', 'no_language']);
  });

  it('teachers may be told what not to say', () => {
    expect(rules({ ...lessonBody(), notes: { 'zh-Hans': '不讲配方' } })).toEqual([]);
  });

  it('leads to the block that a field stands in', () => {
    expect(placeOfField('block.3.step.1.text')).toBe(2);
    expect(placeOfField('block.12')).toBe(11);
    expect(placeOfField('blocks')).toBeNull();
  });
});

function scene(patch: object): LessonBody {
  const steps = lessonBody().blocks[2]?.steps ?? [];
  return bent('scene', { steps: steps.map((step, i) => (i ? step : { ...step, ...patch })) });
}

describe('courses and checklists', () => {
  it('name what is missing', () => {
    const said = (found: { field: string; rule: string; level: string }[]) =>
      found.filter(({ level }) => level === 'error').map(({ field, rule }) => `${field} ${rule}`);
    expect(said(courseFindings(emptyCourse(), null))).toEqual([
      'title missing',
      'summary missing',
      'lessons no_lessons',
    ]);
    const course = courseBody(['try-one', 'try-two']);
    expect(said(courseFindings(course, (key) => key === 'try-one'))).toEqual(['lessons lesson_not_live']);
    expect(said(courseFindings(course, () => true))).toEqual([]);
    expect(said(checklistFindings(emptyChecklist('2026-11-22')))).toEqual([
      'title missing',
      'source missing',
      'item.1.text missing',
    ]);
    expect(said(checklistFindings(checklistBody()))).toEqual([]);
    expect(said(checklistFindings({ ...checklistBody(), year: '2026-10-01' }))).toEqual(['year missing']);
  });

  it('a school year begins on 1 September', () => {
    expect(schoolYear('2026-08-31')).toBe('2025-09-01');
    expect(schoolYear('2026-09-01')).toBe('2026-09-01');
    expect(yearsToChoose('2026-11-22', '')).toEqual(['2025-09-01', '2026-09-01', '2027-09-01']);
    expect(yearsToChoose('2026-11-22', '2021-09-01')[0]).toBe('2021-09-01');
  });

  it('items get ids of their own and move', () => {
    const body = addItem(addItem(emptyChecklist('2026-11-22')));
    expect(body.items.map(({ id }) => id)).toEqual(['i1', 'i2', 'i3']);
    expect(moved(body.items, ({ id }) => id, 'i3', -1).map(({ id }) => id)).toEqual(['i1', 'i3', 'i2']);
    expect(moved(['a', 'b'], (one) => one, 'a', -1)).toEqual(['a', 'b']);
  });
});

it('a draft of any shape is shown in the form, and what is shown can be read again', () => {
  const words = { ...wordsOf('zh-Hans', 'console_editor'), ...wordsOf('zh-Hans', 'console_games') };
  const show = showLesson({ ...words, ...wordsOf('zh-Hans', 'console_lessons') } as unknown as LessonEditorWords);
  const shaped = fc.oneof(
    fc.jsonValue(),
    fc.record({
      blocks: fc.array(
        fc.oneof(
          fc.jsonValue(),
          fc.record({ id: fc.jsonValue(), kind: fc.constantFrom(...BLOCK_KINDS), steps: fc.jsonValue() }),
        ),
      ),
    }),
  );
  fc.assert(
    fc.property(shaped, (value) => {
      const body = readLesson(value);
      expect(readLesson(body)).toEqual(body);
      expect(new Set(body.blocks.map(({ id }) => id)).size).toBe(body.blocks.length);
      lessonFindings(body, fine);
      expect(typeof show('blocks', (value as LessonBody | null)?.blocks)).toBe('string');
      expect(readCourse(readCourse(value))).toEqual(readCourse(value));
      expect(readChecklist(readChecklist(value))).toEqual(readChecklist(value));
    }),
  );
});

it('a change in a long lesson is shown with the lines beside it, the rest left out', () => {
  const words = { ...wordsOf('zh-Hans', 'console_editor'), ...wordsOf('zh-Hans', 'console_games') };
  const show = showLesson({ ...words, ...wordsOf('zh-Hans', 'console_lessons') } as unknown as LessonEditorWords);
  const long = [...lessonBody().blocks, ...lessonBody().blocks];
  const before = show('blocks', long) ?? '';
  const changed = long.map((block, i) => (i === 8 ? { ...block, title: { 'zh-Hans': '另一个题目' } } : block));
  const parts = abridged(diffText(before, show('blocks', changed) ?? ''));
  const all = parts.map(({ text }) => text).join('');
  expect(
    parts
      .filter(({ kind }) => kind === 'ins')
      .map(({ text }) => text)
      .join(''),
  ).toContain('另');
  expect(all).toContain('⋯\n');
  expect(all.length).toBeLessThan(before.length / 2);
  const lines = all.split('\n').filter((line) => line !== '⋯');
  expect(lines.filter((line) => !before.includes(line.slice(0, 6)))).toEqual([]);
  expect(abridged(diffText(before, before))).toEqual([{ kind: 'same', text: before }]);
  expect(abridged(diffText('短', '短文'))).toEqual(diffText('短', '短文'));
});

it('blocks are told with their kind, minutes and every text, and traditional words are made in all of them', () => {
  const words = { ...wordsOf('zh-Hans', 'console_editor'), ...wordsOf('zh-Hans', 'console_games') };
  const show = showLesson({ ...words, ...wordsOf('zh-Hans', 'console_lessons') } as unknown as LessonEditorWords);
  const text = show('blocks', lessonBody().blocks) ?? '';
  expect(text).toContain('3. 情景演练 · 10 分钟 · scene');
  expect(text).toContain('✓ A. 不要，谢谢');
  expect(show('stage', 'junior')).toBe('初中');
  const made = hantOf(lessonBody(), (one) => `繁${one}`, true);
  expect(textsOf(made).filter(({ words: own }) => own && !own['zh-Hant']?.startsWith('繁'))).toEqual([]);
});
