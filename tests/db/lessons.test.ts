import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BlockBody, LessonBody } from '../../src/contract/courses.ts';
import { odd } from '../world/bodies.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { blockBody, checklistBody, courseBody, lessonBody } from '../world/lesson.ts';
import { PERSONAS, type Persona } from '../world/personas.ts';

interface Problem {
  field: string;
  rule: string;
}

let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
});
afterAll(closeDatabases);

const problems = async (kind: 'lesson' | 'course' | 'checklist', key: string | null, body: unknown) =>
  (await db.rows<Problem>(`select * from app.${kind}_problems($1, $2)`, [key, JSON.stringify(body)])).map(
    ({ field, rule }) => `${field} ${rule}`,
  );
const ofLesson = (body: unknown) => problems('lesson', 'try-one', body);
/** The lesson with its n-th block changed. */
const bent = (n: number, patch: object): LessonBody => {
  const body = lessonBody();
  return { ...body, blocks: body.blocks.map((one, i) => (i === n - 1 ? ({ ...one, ...patch } as BlockBody) : one)) };
};
const zh = (text: string) => ({ 'zh-Hans': text });
const some = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const steps = (n: number) => lessonBody().blocks[n - 1]?.steps ?? [];

describe('what keeps a lesson from being published', () => {
  it('is nothing, for a good one', async () => {
    expect(await ofLesson(lessonBody())).toEqual([]);
  });

  const cases: [string, LessonBody, string][] = [
    ['a key that begins with its course', lessonBody({ course: 'other' }), 'course other_key'],
    ['a course', lessonBody({ course: '' }), 'course missing'],
    ['a title in simplified Chinese', lessonBody({ title: { en: 'One' } }), 'title missing'],
    ['goals of several lines', lessonBody({ goals: zh('- 一件') }), 'goals.zh-Hans lines'],
    ['goals that fit on a slide', lessonBody({ goals: zh(some(6, '- 一件').join('\n')) }), 'goals.zh-Hans lines'],
    ['notes without HTML', lessonBody({ notes: zh('<b>粗</b>') }), 'notes.zh-Hans html'],
    ['a topic', lessonBody({ kps: [] }), 'kps missing'],
    ['topics that there are', lessonBody({ kps: [1, 11] }), 'kps missing'],
    ['each topic once', lessonBody({ kps: [1, 1] }), 'kps missing'],
    ['facts', lessonBody({ facts: [] }), 'facts missing'],
    ['facts that are known', lessonBody({ facts: ['F2', 'F9999'] }), 'facts unknown'],
    ['facts that somebody has checked', lessonBody({ facts: ['F2', 'F76'] }), 'facts unchecked'],
    ['a day on which it was checked', lessonBody({ checked_on: '2026-02-30' }), 'checked_on missing'],
    ['nothing unknown', { ...lessonBody(), homework: true } as LessonBody, 'homework unknown'],
    ['four blocks', lessonBody({ blocks: lessonBody().blocks.slice(0, 3) }), 'blocks count'],
    ['no more than twenty', lessonBody({ blocks: some(21, blockBody('a', 'text', 1)) }), 'blocks count'],
    ['forty minutes', bent(1, { minutes: 9 }), 'blocks minutes'],
    ['minutes of every block', bent(1, { minutes: 0 }), 'block.1.minutes range'],
    ['no minutes of the hour for what is asked later', bent(6, { minutes: 1 }), 'block.6.minutes range'],
    ['one recall at most', bent(5, { kind: 'recall', minutes: 0, steps: steps(6) }), 'blocks two_recalls'],
    ['a check', bent(4, { kind: 'text', steps: null }), 'blocks no_check'],
    ['a check that is not optional', bent(4, { optional: true }), 'blocks no_check'],
    ['where help is', bent(5, { kind: 'text' }), 'blocks no_help'],
    ['ids that can stand in an address', bent(1, { id: 'A b' }), 'block.1.id slug'],
    ['ids of their own', bent(2, { id: 'story' }), 'block.2.id same_id'],
    ['a kind that exists', bent(1, { kind: 'film' }), 'block.1.kind missing'],
    ['a title of every block', bent(3, { title: zh(' ') }), 'block.3.title.zh-Hans bad_text'],
    ['the text of a story', bent(1, { text: null }), 'block.1.text missing'],
    ['text without HTML', bent(1, { text: zh('看<img src=x>') }), 'block.1.text.zh-Hans html'],
    ['short notes', bent(1, { note: zh('长'.repeat(601)) }), 'block.1.note.zh-Hans bad_text'],
    ['a picture, in a block that is one', bent(1, { kind: 'picture' }), 'block.1.picture missing'],
    [
      'a picture that is stored',
      bent(1, { picture: 'a'.repeat(64), picture_alt: zh('图') }),
      'block.1.picture unknown',
    ],
    ['whether it is optional', bent(1, { optional: null }), 'block.1.optional missing'],
    ['two boxes to sort into', bent(2, { boxes: null }), 'block.2.boxes missing'],
    ['names of both boxes', bent(2, { boxes: [zh('一'), {}] }), 'block.2.box.B missing'],
    ['no boxes elsewhere', bent(1, { boxes: [zh('一'), zh('二')] }), 'block.1.boxes unknown'],
    [
      'something for either box',
      bent(2, { steps: steps(2).map((s) => ({ ...s, answer: 'B' })) }),
      'block.2.steps one_box',
    ],
    ['three things to sort', bent(2, { steps: steps(2).slice(0, 2) }), 'block.2.steps steps'],
    ['no thirteenth thing', bent(2, { steps: some(13, steps(2)[0]) }), 'block.2.steps steps'],
    ['a line of a scene', bent(3, { steps: [] }), 'block.3.steps steps'],
    ['no seventh line', bent(3, { steps: some(7, steps(3)[0]) }), 'block.3.steps steps'],
    ['no ninth question', bent(4, { steps: some(9, steps(4)[0]) }), 'block.4.steps steps'],
    ['three questions to ask again', bent(6, { steps: steps(6).slice(0, 2) }), 'block.6.steps steps'],
    ['no tenth of them', bent(6, { steps: some(10, steps(6)[0]) }), 'block.6.steps steps'],
    ['no steps in what is read', bent(1, { steps: steps(4) }), 'block.1.steps unknown'],
    [
      'a weak answer in every line',
      bent(3, { steps: [{ ...steps(3)[0], answer: 'ABC' }] }),
      'block.3.step.1.answer bad_answer',
    ],
    [
      'words of every option',
      bent(3, { steps: [{ ...steps(3)[0], options: steps(3)[0]?.options?.map((o) => ({ ...o, say: null })) }] }),
      'block.3.step.1.option.A.say missing',
    ],
    ['nothing unknown in a block', bent(1, { sound: 'x' }), 'block.1 unknown'],
  ];
  it.each(cases)('is asked for: %s', async (_, body, expected) => {
    expect(await ofLesson(body)).toContain(expected);
  });

  it('lets twelve things, six lines, eight questions and nine to ask again through', async () => {
    const full = lessonBody();
    const [story, sort, scene, check, help, later] = full.blocks as [BlockBody, ...BlockBody[]];
    const fill = (block: BlockBody | undefined, count: number) => ({
      ...(block as BlockBody),
      steps: Array.from({ length: count }, (_, i) => block?.steps?.[i % block.steps.length] ?? steps(2)[0]!),
    });
    const blocks = [story, fill(sort, 12), fill(scene, 6), fill(check, 8), help as BlockBody, fill(later, 9)];
    expect(await ofLesson({ ...full, blocks })).toEqual([]);
  });

  it('takes a stored picture with words for those who cannot see it', async () => {
    const hash = await db.value<string>(`select hash from app.media where type like 'image/%' limit 1`);
    expect(await ofLesson(bent(1, { picture: hash, picture_alt: zh('一只手') }))).toEqual([]);
    expect(await ofLesson(bent(1, { picture: hash }))).toEqual(['block.1.picture_alt missing']);
  });
});

describe('what keeps a checklist from being published', () => {
  const cases: [string, object, string][] = [
    ['a school year', { year: '2026-10-01' }, 'year missing'],
    ['its source', { source: '' }, 'source missing'],
    ['an item', { items: [] }, 'items items'],
    ['no thirteenth', { items: some(13, { id: 'a', text: zh('事') }) }, 'items items'],
    ['ids of their own', { items: some(2, { id: 'a', text: zh('事') }) }, 'item.2.id same_id'],
    ['ids that are short', { items: [{ id: '', text: zh('事') }] }, 'item.1.id slug'],
    ['words', { items: [{ id: 'a', text: zh('') }] }, 'item.1.text.zh-Hans missing'],
  ];
  it('is nothing, for a good one', async () => {
    expect(await problems('checklist', 'five-ones', checklistBody())).toEqual([]);
  });
  it.each(cases)('is asked for: %s', async (_, patch, expected) => {
    expect(await problems('checklist', 'five-ones', { ...checklistBody(), ...patch })).toContain(expected);
  });
});

describe('what keeps a course from being published', () => {
  it.each([
    ['a stage', { stage: 'adult' }, 'stage missing'],
    ['a lesson', { lessons: [] }, 'lessons missing'],
    ['each lesson once', { lessons: ['try-one', 'try-one'] }, 'lessons missing'],
    ['lessons of its own', { lessons: ['other-one'] }, 'lessons other_course'],
    ['lessons that are live', { lessons: ['try-none'] }, 'lessons unpublished'],
  ])('is asked for: %s', async (_, patch, expected) => {
    expect(await problems('course', 'try', { ...courseBody(['try-one']), ...patch })).toContain(expected);
  });
});

describe('lessons in the console', () => {
  const as = <T>(who: Persona, call: string, values: unknown[]) => db.as<T>(PERSONAS[who].id, `select ${call}`, values);
  const save = (kind: string, key: string, body: unknown, who: Persona = 'wen', on = 0) =>
    as<{ problems: Problem[] }>(who, 'api.save_document($1, $2, $3, $4)', [kind, key, on, JSON.stringify(body)]);
  const publish = async (kind: string, key: string) => {
    await as('wen', 'api.submit_documents($1, $2)', [kind, [key]]);
    return as('he', 'api.publish_documents($1, $2)', [kind, [key]]);
  };
  const withdraw = (kind: string, key: string) => as('he', 'api.withdraw_document($1, $2)', [kind, key]);
  const page = () =>
    db.as<{ title: string; blocks: { id: string }[] } | null>(null, `select api.lesson('own', 'one', 'en')`);
  const own = (more: Partial<LessonBody> = {}) => lessonBody({ course: 'own', ...more });

  it('are written by one person, published by another, and reach pupils with their course', async () => {
    expect((await save('lesson', 'own-one', own())).problems).toEqual([]);
    const course = courseBody(['own-one']);
    expect((await save('course', 'own', course)).problems).toEqual([{ field: 'lessons', rule: 'unpublished' }]);
    expect(await publish('lesson', 'own-one')).toEqual({ done: 1, refused: [] });
    expect(await page()).toBeNull();
    expect(await publish('course', 'own')).toEqual({ done: 1, refused: [] });
    expect((await page())?.blocks.map(({ id }) => id)).toEqual(['story', 'sort', 'scene', 'check', 'help']);
    expect((await save('checklist', 'own-list', checklistBody())).problems).toEqual([]);
    expect(await publish('checklist', 'own-list')).toEqual({ done: 1, refused: [] });
  });

  it('keep the kinds that their blocks were published with; a block may go, and come back as what it was', async () => {
    const changed = { ...blockBody('scene', 'text', 10) };
    const blocks = own().blocks.map((block) => (block.id === 'scene' ? changed : block));
    expect((await save('lesson', 'own-one', own({ blocks }), 'wen', 1)).problems).toEqual([
      { field: 'block.3.kind', rule: 'fixed' },
    ]);
    const without = own().blocks.map((block) => (block.id === 'scene' ? { ...changed, id: 'talk' } : block));
    expect((await save('lesson', 'own-one', own({ blocks: without }), 'wen', 2)).problems).toEqual([]);
    expect(await publish('lesson', 'own-one')).toEqual({ done: 1, refused: [] });
    expect((await save('lesson', 'own-one', own({ blocks }), 'wen', 3)).problems).toHaveLength(1);
    expect((await save('lesson', 'own-one', own(), 'wen', 4)).problems).toEqual([]);
  });

  it('are held by their course, and hold the facts that they rest on', async () => {
    await expect(withdraw('lesson', 'own-one')).rejects.toThrow(/in_use/);
    await db.sql.query(`update app.question set current = false where 'F2' = any (facts)`);
    await db.sql.query(`update app.game set status = 'withdrawn'`);
    await db.sql.query(`update app.lesson set status = 'withdrawn' where slug <> 'own-one'`);
    await expect(withdraw('fact', 'F2')).rejects.toThrow(/in_use/);
    await withdraw('course', 'own');
    expect(await page()).toBeNull();
    await withdraw('lesson', 'own-one');
    await expect(withdraw('fact', 'F2')).resolves.toEqual({ done: 1 });
  });

  it("are the city's: what holds for all districts is not written by one of them", async () => {
    for (const [kind, body] of [
      ['lesson', own()],
      ['course', courseBody([])],
      ['checklist', checklistBody()],
    ] as const)
      await expect(save(kind, 'of-a-district', body, 'guo'), kind).rejects.toThrow(/not_staff/);
  });
});

describe('a body of any shape', () => {
  const block = () => lessonBody().blocks[2] as unknown as Record<string, unknown>;
  const patch = (keys: string[]) => fc.dictionary(fc.constantFrom(...keys), odd, { maxKeys: 3, noNullPrototype: true });
  const blocks = fc.array(
    fc.oneof(
      odd,
      patch([...Object.keys(block()), 'x']).map((own) => ({ ...block(), ...own })),
    ),
    { maxLength: 6 },
  );
  const lesson = fc
    .tuple(patch(Object.keys(lessonBody())), fc.option(blocks))
    .map(([own, some]) => ({ ...lessonBody(), ...(some ? { blocks: some } : {}), ...own }));
  const item = fc.oneof(odd, patch(['id', 'text', 'x']));
  const checklist = fc
    .tuple(patch(Object.keys(checklistBody())), fc.option(fc.array(item, { maxLength: 4 })))
    .map(([own, items]) => ({ ...checklistBody(), ...(items ? { items } : {}), ...own }));
  const course = patch(Object.keys(courseBody([]))).map((own) => ({ ...courseBody(['try-one']), ...own }));

  it.each([
    ['lesson', lesson],
    ['course', course],
    ['checklist', checklist],
  ] as const)('has problems, never an exception: %s', async (kind, shaped) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 6, arbitrary: shaped }, odd), async (body) => {
        await problems(kind, 'try-one', JSON.parse(JSON.stringify(body ?? null).replaceAll('\\u0000', '')));
      }),
      { numRuns: 250, seed: Number(process.env.FUZZ_SEED ?? 20261122) },
    );
    expect((await problems(kind, 'try-one', null)).length).toBeGreaterThan(0);
    expect((await problems(kind, null, [1])).length).toBeGreaterThan(0);
  });
});
