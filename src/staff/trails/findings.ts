/** What keeps a trail from being published, and what its editor should know. Pure; the database has the last word. */
import { LOCALES, type Locale } from '../../contract/locales.ts';
import type { PointBody, TrailBody, Words } from '../../contract/trails.ts';
import type { Finding } from '../editor/findings.ts';
import { gradeOf, provesPresence, RANGES, tidyTrail } from './trail.ts';

/** Name of a field inside a point, as the database names it in its problems. */
export const pointField = (id: string, field: string): string => `points.${id}.${field}`;

/** All findings about a trail as it is typed. */
export function trailFindings(typed: TrailBody): Finding[] {
  const body = tidyTrail(typed);
  const found: Finding[] = [];
  const add: Add = (field, rule, more = {}) => found.push({ field, rule, message: '', level: 'error', ...more });
  spoken(add, 'title', body.title);
  spoken(add, 'summary', body.summary);
  const within = (field: 'length_m' | 'minutes' | 'speed') => {
    const [low, high] = RANGES[field];
    if (!(body[field] >= low && body[field] <= high)) add(field, 'range');
  };
  within('length_m');
  within('minutes');
  within('speed');
  if (body.path.length === 1) add('path', 'one_position');
  if (body.opens_on && body.closes_on && body.closes_on < body.opens_on) add('closes_on', 'order');
  if (!body.points.length) add('points', 'no_points');
  else if (!body.points.some(({ required }) => required)) add('points', 'required');
  else if (!provesPresence(body)) add('points', 'no_presence', { level: 'advice' });
  for (const point of body.points) pointFindings(add, point);
  return found;
}

type Add = (field: string, rule: string, more?: Partial<Finding>) => void;

/** Words that must be there in simplified Chinese, and had better be in the other languages. */
function spoken(add: Add, field: string, words: Words): void {
  for (const locale of LOCALES) {
    if (words[locale]) continue;
    if (locale === 'zh-Hans') add(field, 'missing', { locale });
    else add(field, 'no_language', { locale, level: 'advice' });
  }
}

function pointFindings(add: Add, point: PointBody): void {
  const at = (field: string) => pointField(point.id, field);
  for (const field of ['name', 'place', 'story'] as const) spoken(add, at(field), point[field]);
  if ([...(point.seal['zh-Hans'] ?? '')].length < 2) add(at('seal'), 'seal', { locale: 'zh-Hans' });
  if (point.picture && !point.picture_alt?.['zh-Hans']) add(at('picture_alt'), 'missing', { locale: 'zh-Hans' });
  if (!point.proofs.length) add(at('proofs'), 'missing');
  else if (gradeOf(point) === 1) add(at('proofs'), 'weak', { level: 'advice' });
  if (point.proofs.includes('place') && point.radius_m === null) add(at('radius_m'), 'fence');
  if (point.radius_m !== null) {
    const [low, high] = RANGES.radius_m;
    if (!(point.radius_m >= low && point.radius_m <= high)) add(at('radius_m'), 'range');
    if (!point.position) add(at('position'), 'fence_position');
  }
  if (point.proofs.includes('question') && !point.question) add(at('question'), 'missing');
  if (point.question) questionFindings(add, at, point.question);
}

function questionFindings(add: Add, at: (field: string) => string, asked: NonNullable<PointBody['question']>): void {
  const own = asked.words['zh-Hans'];
  const blank = (locale: Locale) => {
    const words = asked.words[locale];
    if (words && (!words.stem || words.options.some((text) => !text)))
      add(at('question'), 'question_blank', { locale });
  };
  for (const locale of LOCALES) blank(locale);
  const letter = (own?.options.length ?? 0) > asked.answer.charCodeAt(0) - 65;
  if (!/^[A-F]$/.test(asked.answer) || !letter) add(at('question.answer'), 'no_answer');
}
