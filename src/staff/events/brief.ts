/** A brief as its editor changes it: text and pictures; its figures are the server's. Pure. */
import type { BriefBody } from '../../contract/events.ts';
import { LOCALES } from '../../contract/locales.ts';
import type { Finding } from '../editor/findings.ts';
import { tidyWords } from '../editor/tidy.ts';
import { readBrief } from './read.ts';

/** What the database takes (app.brief_problems). */
export const MOST_BRIEF = { title: 120, text: 8_000, alt: 200, consent: 200, pictures: 12 } as const;

export const emptyBrief = (): BriefBody => readBrief({});

/** What is saved: no blanks around texts, no empty ones; figures as they came. */
export const tidyBrief = (body: BriefBody): BriefBody => ({
  ...body,
  title: tidyWords(body.title),
  text: tidyWords(body.text),
  pictures: body.pictures.map(({ hash, alt, consent }) => ({ hash, alt: tidyWords(alt), consent: consent.trim() })),
});

/** All findings about a brief as it is typed. */
export function briefFindings(typed: BriefBody): Finding[] {
  const body = tidyBrief(typed);
  const found: Finding[] = [];
  const add = (field: string, rule: string, more: Partial<Finding> = {}) =>
    found.push({ field, rule, message: '', level: 'error', ...more });
  for (const field of ['title', 'text'] as const)
    for (const locale of LOCALES) {
      const text = body[field][locale] ?? '';
      if (text.length > MOST_BRIEF[field]) add(field, 'bad_text', { locale });
      if (/<[a-zA-Z/!?]/.test(text)) add(field, 'html', { locale });
      if (text) continue;
      if (locale === 'zh-Hans') add(field, 'missing', { locale });
      else add(field, 'no_language', { locale, level: 'advice' });
    }
  if (body.pictures.length > MOST_BRIEF.pictures) add('pictures', 'many_pictures');
  body.pictures.forEach(({ alt, consent }, i) => {
    if (!alt['zh-Hans']) add(`pictures.${i}.alt`, 'missing', { locale: 'zh-Hans' });
    if (!consent) add(`pictures.${i}.consent`, 'no_consent');
  });
  return found;
}

/** A picture goes one place up (-1) or down (1); at the ends nothing moves. */
export function movePicture(body: BriefBody, hash: string, by: -1 | 1): BriefBody {
  const from = body.pictures.findIndex((one) => one.hash === hash);
  const to = from + by;
  const pictures = [...body.pictures];
  const [one, other] = [pictures[from], pictures[to]];
  if (!one || !other) return body;
  [pictures[from], pictures[to]] = [other, one];
  return { ...body, pictures };
}
