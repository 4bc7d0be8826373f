/** A fact as its editor changes it. Pure. */
import { LOCALES } from '../../contract/locales.ts';
import type { FactBody } from '../documents.ts';
import type { Finding } from './findings.ts';
import { tidyWords } from './tidy.ts';

export const emptyFact = (today: string): FactBody => ({
  kp: 1,
  words: { 'zh-Hans': '' },
  source: '',
  link: null,
  article: null,
  valid_from: today,
  valid_to: null,
  checked_on: null,
  checked_by: null,
  status: 'M',
});

/** What is saved: no blanks around texts, no empty ones. */
export function tidyFact(body: FactBody): FactBody {
  const or = (text: string | null) => text?.trim() || null;
  return {
    ...body,
    words: tidyWords(body.words),
    source: body.source.trim(),
    link: or(body.link),
    article: or(body.article),
    checked_by: or(body.checked_by),
    checked_on: body.checked_on || null,
  };
}

/** What keeps a fact from being published, as far as the form can tell. */
export function factFindings(body: FactBody): Finding[] {
  const own = tidyFact(body);
  const found: Finding[] = [];
  const add = (field: string, rule: string, more: Partial<Finding> = {}) =>
    found.push({ field, rule, message: '', level: 'error', ...more });
  if (!own.words['zh-Hans']) add('words', 'missing', { locale: 'zh-Hans' });
  for (const locale of LOCALES) if (!(locale in own.words)) add('words', 'no_language', { locale, level: 'advice' });
  if (!own.source) add('source', 'missing');
  if (own.link && !/^https?:\/\/[^\s<>"]{3,}$/.test(own.link)) add('link', 'bad_link');
  if (own.valid_from && own.valid_to && own.valid_to < own.valid_from) add('valid_to', 'order');
  if (own.status !== 'M' && !own.checked_on) add('checked_on', 'missing');
  return found;
}
