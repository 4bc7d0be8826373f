/** Courses and checklists as their editors change them, and what keeps them from being published. Pure. */
import type { ChecklistBody, CourseBody } from '../../contract/courses.ts';
import { LOCALES } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';
import type { Finding } from '../editor/findings.ts';
import { tidyWords } from '../editor/tidy.ts';
import { freeItem } from './read.ts';

/** What the database takes (app.course_problems, app.checklist_problems). */
export const MOST_LESSONS = 12;
export const MOST_ITEMS = 12;
export const MOST_COURSE = { title: 60, summary: 300, source: 500, item: 200 } as const;

export const emptyCourse = (): CourseBody => ({
  stage: 'primary',
  title: { 'zh-Hans': '' },
  summary: { 'zh-Hans': '' },
  lessons: [],
});
export const tidyCourse = (body: CourseBody): CourseBody => ({
  ...body,
  title: tidyWords(body.title),
  summary: tidyWords(body.summary),
});

/** The school year that a day belongs to, by its 1 September. */
export const schoolYear = (day: string): string =>
  `${day.slice(5) < '09-01' ? Number(day.slice(0, 4)) - 1 : day.slice(0, 4)}-09-01`;
/** School years to choose from: the last one, this and the next, and the one that is written. */
export function yearsToChoose(today: string, written: string): string[] {
  const now = Number(schoolYear(today).slice(0, 4));
  const years = [now - 1, now, now + 1].map((year) => `${year}-09-01`);
  return written && !years.includes(written) ? [written, ...years] : years;
}

export const emptyChecklist = (today: string): ChecklistBody => ({
  year: schoolYear(today),
  title: { 'zh-Hans': '' },
  source: '',
  items: [{ id: 'i1', text: { 'zh-Hans': '' } }],
});
export const tidyChecklist = (body: ChecklistBody): ChecklistBody => ({
  ...body,
  title: tidyWords(body.title),
  source: body.source.trim(),
  items: body.items.map(({ id, text }) => ({ id, text: tidyWords(text) })),
});
export const addItem = (body: ChecklistBody): ChecklistBody => ({
  ...body,
  items: [...body.items, { id: freeItem(body.items), text: { 'zh-Hans': '' } }],
});

/** A list with the part of that id one place up (-1) or down (1); at the ends nothing moves. */
export function moved<T>(list: readonly T[], idOf: (one: T) => string, id: string, by: -1 | 1): T[] {
  const next = [...list];
  const from = next.findIndex((one) => idOf(one) === id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= next.length) return next;
  [next[from], next[to]] = [next[to] as T, next[from] as T];
  return next;
}

type Add = (field: string, rule: string, more?: Partial<Finding>) => void;
function collect(run: (add: Add, spoken: (field: string, words: Words) => void) => void): Finding[] {
  const found: Finding[] = [];
  const add: Add = (field, rule, more = {}) => found.push({ field, rule, message: '', level: 'error', ...more });
  run(add, (field, words) => {
    for (const locale of LOCALES) {
      if (words[locale]?.trim()) continue;
      if (locale === 'zh-Hans') add(field, 'missing', { locale });
      else add(field, 'no_language', { locale, level: 'advice' });
    }
  });
  return found;
}

/** What keeps a course from being published. `live` tells published lessons; null while they are asked for. */
export const courseFindings = (body: CourseBody, live: ((key: string) => boolean) | null): Finding[] =>
  collect((add, spoken) => {
    spoken('title', body.title);
    spoken('summary', body.summary);
    if (!body.lessons.length) add('lessons', 'no_lessons');
    else if (live && body.lessons.some((key) => !live(key))) add('lessons', 'lesson_not_live');
  });

/** What keeps a checklist from being published. */
export const checklistFindings = (body: ChecklistBody): Finding[] =>
  collect((add, spoken) => {
    if (!/^2\d{3}-09-01$/.test(body.year)) add('year', 'missing');
    spoken('title', body.title);
    if (!body.source.trim()) add('source', 'missing');
    if (body.items.length < 1 || body.items.length > MOST_ITEMS) add('items', 'items');
    body.items.forEach(({ text }, i) => {
      spoken(`item.${i + 1}.text`, text);
    });
  });
