/** Lint of the seed's lessons, courses and checklists: what the database does not ask; tests/seed-lint.ts runs it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { micromark } from 'micromark';
import type { BlockBody, ChecklistBody, CourseBody, LessonBody } from '../src/contract/courses.ts';
import { LOCALES } from '../src/contract/locales.ts';
import type { GameStepBody, Words } from '../src/contract/trails.ts';
import { isBadChoice, wordRules } from '../src/exercise/editor-words.ts';
import type { SeedMessage } from './seed-lint.ts';
import { lintTexts, type Say } from './seed-lint-trails.ts';

interface Keyed<Body> {
  slug: string;
  body: Body;
}

/** Everything wrong with lessons, courses and checklists; `facts`: id → status. */
export function lintLessons(folder: string, facts: ReadonlyMap<string, string>): SeedMessage[] {
  const out: SeedMessage[] = [];
  const read = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const sayOf =
    (file: string): Say =>
    (where, message) =>
      out.push({ file, row: 1, column: where, message, level: 'error' });
  const lessons = new Set<string>();
  const courses = existsSync(join(folder, 'courses.json')) ? read<Keyed<CourseBody>[]>('courses.json') : [];
  const names = existsSync(join(folder, 'lessons')) ? readdirSync(join(folder, 'lessons')).sort() : [];

  for (const name of names.filter((file) => file.endsWith('.json'))) {
    const say = sayOf(`lessons/${name}`);
    const { slug, body } = read<Keyed<LessonBody>>(`lessons/${name}`);
    lessons.add(slug);
    if (name !== `${slug}.json` || !slug.startsWith(`${body.course}-`)) say('slug', '文件名、课程与编号不符');
    const stage = courses.find((course) => course.slug === body.course)?.body.stage;
    if (!body.facts.length) say('facts', '至少要有一条事实');
    for (const id of body.facts)
      if (!facts.has(id)) say('facts', `没有事实 ${id}`);
      else if (facts.get(id) === 'M') say('facts', `事实 ${id} 尚未核对`);
    const about = { kp: body.kps.find((kp) => kp === 3 || kp === 4) ?? 1, primary: stage === 'primary' };
    lintTexts(say, body, about);
    lintStress(say, 'goals', body.goals);
    lintStress(say, 'notes', body.notes);
    const asked = new Set<string>();
    for (const block of body.blocks) {
      if (block.kind !== 'recall' && block.note === null) say(`${block.id}.note`, '缺少给老师的话');
      lintStress(say, `${block.id}.text`, block.text);
      // an introduction also stands on projectors and prints, as plain words
      if (block.steps !== null && Object.values(block.text ?? {}).some((text) => /\*\*|\n/.test(text)))
        say(`${block.id}.text`, '游戏前的话只写一段，不用粗体');
      if (block.picture !== null && !existsSync(join(folder, block.picture)))
        say(`${block.id}.picture`, `没有文件 ${block.picture}`);
      if (block.kind === 'check' || block.kind === 'recall') lintQuestions(say, block, about, asked);
      if (block.kind === 'scene') lintScene(say, block);
    }
  }

  for (const { slug, body } of courses) {
    lintTexts((where, message) => sayOf('courses.json')(`${slug}.${where}`, message), body);
    for (const lesson of body.lessons) if (!lessons.has(lesson)) sayOf('courses.json')(slug, `没有课时 ${lesson}`);
  }
  for (const lesson of lessons)
    if (!courses.some(({ body }) => body.lessons.includes(lesson))) sayOf('courses.json')('', `没有课程用到 ${lesson}`);
  if (existsSync(join(folder, 'checklists.json')))
    for (const { slug, body } of read<Keyed<ChecklistBody>[]>('checklists.json'))
      lintTexts((where, message) => sayOf('checklists.json')(`${slug}.${where}`, message), body);
  return out;
}

/** Questions are held to the editor's rules; what is asked weeks later was not asked in the lesson itself. */
function lintQuestions(say: Say, block: BlockBody, about: { kp: number; primary: boolean }, asked: Set<string>): void {
  const steps = block.steps ?? [];
  steps.forEach((step, i) => {
    const at = `${block.id}.${i + 1}`;
    const stem = step.text['zh-Hans'] ?? '';
    if (asked.has(stem)) say(at, '这道题已经问过');
    asked.add(stem);
    for (const locale of LOCALES) {
      for (const hit of wordRules('stem', step.text[locale] ?? '', { ...about, sorting: false, locale }))
        say(`${at}.text.${locale}`, `${hit.message} [${hit.rule}]`);
      const options = optionsOf(step).map((option) => option.text[locale] ?? '');
      if (new Set(options).size < options.length) say(`${at}.${locale}`, '选项相同');
      for (const option of options) {
        const bad = isBadChoice(option, false);
        if (bad) say(`${at}.${locale}`, `${bad.message} [${bad.rule}]`);
      }
    }
  });
  if (new Set(steps.map((step) => step.answer)).size < 2) say(block.id, '正确答案总在同一个位置');
}

/** Bold words that end with a Chinese mark need a space behind them: CommonMark would show their asterisks. */
function lintStress(say: Say, where: string, words: Words | null): void {
  for (const locale of LOCALES)
    if (micromark(words?.[locale] ?? '').includes('**')) say(`${where}.${locale}`, '粗体没有生效：在 ** 后面空一格');
}

/** A weak answer is met kindly and ends with a second try: what follows from it is told in every language. */
function lintScene(say: Say, block: BlockBody): void {
  (block.steps ?? []).forEach((step, i) => {
    if (optionsOf(step).some((option) => option.say === null)) say(`${block.id}.${i + 1}`, '每个回答都要说出它的后果');
  });
  const texts = (block.steps ?? []).map((step) => step.text['zh-Hans']);
  if (new Set(texts).size < texts.length) say(block.id, '同一句话出现了两次');
}

const optionsOf = (step: GameStepBody) => step.options ?? [];
