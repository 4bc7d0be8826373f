/** A quiz as its editor changes it. Pure. */
import { LOCALES, type Locale } from '../../contract/locales.ts';
import type { Areas } from '../../i18n/keys.ts';
import type { Pool } from '../documents.ts';
import type { Finding } from '../editor/findings.ts';
import { tidyWords } from '../editor/tidy.ts';

/** Words of the two quiz pages; rules and names of fields go before those of the question editor. */
export type QuizWords = Areas['console_quizzes'];

export const PURPOSES = ['practice', 'contest', 'monitoring'] as const satisfies readonly Pool[];
export const SPREADS = ['any', 'kp', 'difficulty'] as const;

export interface QuizBody {
  purpose: Pool;
  kp?: number | null;
  position?: number | null;
  title: Partial<Record<Locale, string>>;
  summary: Partial<Record<Locale, string>>;
  /** moments with the city's offset */
  opens_at?: string | null;
  closes_at?: string | null;
  tries?: number | null;
  draw?: number | null;
  spread?: (typeof SPREADS)[number] | null;
  seconds?: number | null;
  version?: number | null;
  threshold?: number | null;
  /** question keys: the pool of a contest, or a form in its order */
  items?: string[] | null;
}

/** What the database takes (app.quiz_problems). */
export const MOST_ITEMS = { contest: 500, monitoring: 40 } as const;
export const MOST = { tries: 20, draw: 100, title: 60, summary: 300, position: 999 } as const;

export const emptyQuiz = (purpose: Pool): QuizBody => ({
  purpose,
  title: { 'zh-Hans': '' },
  summary: { 'zh-Hans': '' },
  ...(purpose === 'contest' ? { tries: 3, draw: 10, spread: 'any', seconds: 300, items: [] } : {}),
  ...(purpose === 'monitoring' ? { version: 1, threshold: 8, items: [] } : {}),
});

/** Another purpose for a quiz that was never saved: what both share stays. */
export const withPurpose = (body: QuizBody, purpose: Pool): QuizBody => ({
  ...emptyQuiz(purpose),
  title: body.title,
  summary: body.summary,
  ...(purpose === 'practice' ? { kp: body.kp ?? null } : { opens_at: body.opens_at, closes_at: body.closes_at }),
});

/** What is saved: fields of the purpose alone, no blanks around texts, nothing empty. */
export function tidyQuiz(body: QuizBody): QuizBody {
  const own: QuizBody = { purpose: body.purpose, title: tidyWords(body.title), summary: tidyWords(body.summary) };
  const put = <K extends keyof QuizBody>(...names: K[]) => {
    for (const name of names) if (body[name] !== null && body[name] !== undefined) own[name] = body[name];
  };
  put('position', 'kp', 'opens_at', 'closes_at');
  if (body.purpose === 'contest') put('tries', 'draw', 'spread', 'seconds', 'items');
  if (body.purpose === 'monitoring') put('threshold', 'version', 'items');
  return own;
}

/** What keeps a quiz from being published, and what its editor should know. `live` tells published questions of the pool. */
export function quizFindings(body: QuizBody, live: ((key: string) => boolean) | null, now: number): Finding[] {
  const own = tidyQuiz(body);
  const found: Finding[] = [];
  const add = (field: string, rule: string, more: Partial<Finding> = {}) =>
    found.push({ field, rule, message: '', level: 'error', ...more });
  for (const field of ['title', 'summary'] as const) {
    if (!own[field]['zh-Hans']) add(field, 'missing', { locale: 'zh-Hans' });
    for (const locale of LOCALES) if (!(locale in own[field])) add(field, 'no_language', { locale, level: 'advice' });
  }
  for (const field of ['opens_at', 'closes_at'] as const)
    if (own[field] && !MOMENT.test(own[field])) add(field, 'bad_day');
  if (own.opens_at && own.closes_at && Date.parse(own.closes_at) <= Date.parse(own.opens_at)) add('closes_at', 'order');
  else if (own.closes_at && Date.parse(own.closes_at) < now) add('closes_at', 'over', { level: 'advice' });
  if (own.purpose === 'practice') return found;
  const items = own.items ?? [];
  if (items.length === 0) add('items', 'missing');
  else if (items.length > MOST_ITEMS[own.purpose]) add('items', `most_${own.purpose}`);
  else if (live && items.some((key) => !live(key))) add('items', 'unpublished');
  if (own.purpose === 'contest') {
    if (!own.opens_at) add('opens_at', 'missing');
    if (!own.closes_at) add('closes_at', 'missing');
    if (!within(own.tries, 1, MOST.tries)) add('tries', 'range');
    if (!within(own.draw, 1, Math.min(MOST.draw, Math.max(items.length, 1)))) add('draw', 'draw');
    else if (own.draw === items.length) add('draw', 'draws_all', { level: 'advice' });
  } else {
    if (!within(own.threshold, 1, Math.max(items.length, 1))) add('threshold', 'threshold');
  }
  return found;
}

/** A year that was typed half is none (app.read_time). */
const MOMENT = /^2\d{3}-/;

const within = (value: number | null | undefined, low: number, high: number) =>
  Number.isInteger(value) && (value as number) >= low && (value as number) <= high;

/** A number as it is typed; null for an empty field. */
export const readCount = (text: string): number | null => (text.trim() === '' ? null : Math.trunc(Number(text)));
