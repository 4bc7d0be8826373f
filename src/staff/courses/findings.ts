/** What keeps a lesson from being published, and what its editor should know. Pure; the database has the last word. */
import type { BlockBody, LessonBody } from '../../contract/courses.ts';
import { LOCALES } from '../../contract/locales.ts';
import { wordRules } from '../../exercise/editor-words.ts';
import type { Finding } from '../editor/findings.ts';
import { LETTERS, MOST_OPTIONS } from '../games/game.ts';
import { asks, blockField, FEWEST_BLOCKS, HOUR, MOST, minutesOf, STEPS, textsOf, tidyLesson } from './lesson.ts';

type Add = (field: string, rule: string, more?: Partial<Finding>) => void;
interface About {
  /** facts that nobody has checked and published */
  bad: (fact: string) => boolean;
  /** taught in primary school: no amounts and no penalties in numbers */
  primary: boolean;
}

/** All findings about a lesson as it is typed. */
export function lessonFindings(typed: LessonBody, { bad, primary }: About): Finding[] {
  const body = tidyLesson(typed);
  const found: Finding[] = [];
  const add: Add = (field, rule, more = {}) => found.push({ field, rule, message: '', level: 'error', ...more });
  if (!body.course) add('course', 'no_course');
  textFindings(add, body, primary);
  const lines = (body.goals['zh-Hans'] ?? '').split('\n').filter((line) => line.trim()).length;
  if (lines > 0 && (lines < 2 || lines > 5)) add('goals', 'lines', { locale: 'zh-Hans' });
  if (!body.kps.length) add('kps', 'missing');
  if (!body.facts.length) add('facts', 'no_facts');
  else if (body.facts.some(bad)) add('facts', 'unchecked_fact');
  if (!body.checked_on) add('checked_on', 'missing');
  if (body.blocks.length < FEWEST_BLOCKS || body.blocks.length > MOST.blocks) add('blocks', 'count');
  if (minutesOf(body) !== HOUR) add('blocks', 'minutes');
  const kinds = body.blocks.map(({ kind }) => kind);
  const always = body.blocks.filter(({ optional }) => !optional).map(({ kind }) => kind);
  if (!always.includes('check')) add('blocks', 'no_check');
  if (!always.includes('help')) add('blocks', 'no_help');
  const recalls = kinds.filter((kind) => kind === 'recall').length;
  if (recalls > 1) add('blocks', 'two_recalls');
  if (recalls === 0) add('blocks', 'no_recall', { level: 'advice' });
  body.blocks.forEach((block, place) => {
    blockFindings((field, rule, more) => add(blockField(place, field), rule, more), block);
  });
  return found;
}

function textFindings(add: Add, body: LessonBody, primary: boolean): void {
  // what the law says about amounts is taught by knowledge points 3 and 4
  const kp = body.kps.find((one) => one === 3 || one === 4) ?? body.kps[0] ?? 1;
  const texts = textsOf(body);
  for (const { field, words, most, needed } of texts) {
    const written = Object.values(words ?? {}).some(Boolean);
    if (!words?.['zh-Hans'] && (needed || written)) add(field, 'missing', { locale: 'zh-Hans' });
    for (const locale of LOCALES) {
      const text = words?.[locale] ?? '';
      if (text.length > most) add(field, 'bad_text', { locale });
      if (/<[a-zA-Z/!?]/.test(text)) add(field, 'html', { locale });
      // teachers are told what not to say: their notes name it
      const forTeachers = field === 'notes' || field.endsWith('.note');
      if (forTeachers) continue;
      for (const { rule, message } of wordRules('text', text, { kp, primary, sorting: true, locale }))
        add(field, rule, { locale, message, level: rule === 'primary_numbers' ? 'advice' : 'error' });
    }
  }
  for (const locale of LOCALES) {
    const missing = texts.find(({ words }) => words?.['zh-Hans'] && !words[locale]);
    if (locale !== 'zh-Hans' && missing) add(missing.field, 'no_language', { locale, level: 'advice' });
  }
}

function blockFindings(add: Add, block: BlockBody): void {
  const { kind, minutes } = block;
  if (kind === 'recall' ? minutes !== 0 : !(Number.isInteger(minutes) && minutes >= 1 && minutes <= HOUR))
    add('minutes', 'range');
  if (kind === 'picture' && !block.picture) add('picture', 'missing');
  if (!asks(kind)) return;
  const steps = block.steps ?? [];
  const [fewest, most] = STEPS[kind];
  if (steps.length < fewest || steps.length > most) add('steps', `steps_${kind}`);
  steps.forEach((step, i) => {
    const at = `step.${i + 1}`;
    const options = step.options?.length ?? 0;
    if (kind !== 'sort' && (options < 2 || options > MOST_OPTIONS)) add(`${at}.options`, 'options');
    const letters = kind === 'sort' ? 'AB' : LETTERS.slice(0, options);
    if (!step.answer || [...step.answer].some((letter) => !letters.includes(letter))) add(`${at}.answer`, 'bad_answer');
    else if (kind === 'scene' && step.answer.length === options) add(`${at}.answer`, 'no_weak');
  });
  const answers = new Set(steps.map(({ answer }) => answer));
  if (kind === 'sort' && answers.size < 2) add('steps', 'one_box');
  if (kind === 'check' && steps.length > 3 && answers.size < 2) add('steps', 'same_place', { level: 'advice' });
}
