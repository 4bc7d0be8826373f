/** What an editor is told while typing: the lint's findings, what the form alone can see, and the server's last word. */
import { LOCALES, type Locale } from '../../contract/locales.ts';
import { type Finding, lintQuestion } from '../../exercise/editor-lint.ts';
import type { Areas } from '../../i18n/keys.ts';
import type { Problem, QuestionBody } from '../documents.ts';
import { LETTERS, tidy, toDraft } from './question.ts';

export type { Finding };

/** All findings about a question as it is typed. `unchecked` holds facts that nobody has checked and published. */
export function findingsOf(key: string, body: QuestionBody, unchecked: ReadonlySet<string>): Finding[] {
  const clean = tidy(body);
  const found = lintQuestion(toDraft(key, body), unchecked);
  const add = (field: string, rule: string, locale?: Locale, level: Finding['level'] = 'error') =>
    found.push({ field, rule, message: '', level, ...(locale ? { locale } : {}) });
  for (const locale of LOCALES) {
    const own = clean.words[locale];
    if (!own) {
      add('stem', 'no_language', locale, 'advice');
      continue;
    }
    for (const [i, text] of own.options.entries()) if (text === '') add(`option.${LETTERS[i]}`, 'empty_option', locale);
    if (own.boxes?.some((text) => text === '')) add('boxes', 'missing', locale);
  }
  if (body.kind === 'picture')
    for (const [i, hash] of (clean.pictures ?? []).entries())
      if (!hash) add(`option.${LETTERS[i]}`, 'no_picture', 'zh-Hans');
  if (!clean.stages.length) add('stages', 'missing');
  if (!clean.checked_on) add('checked_on', 'missing');
  // two blank options are alike, but that they are blank says enough
  const blank = new Set(found.filter(({ rule }) => rule === 'empty_option').map(at));
  return found.filter((finding) => finding.rule !== 'same_option' || !blank.has(at(finding)));
}

const at = ({ field, locale }: Pick<Finding, 'field' | 'locale'>) => `${field} ${locale ?? ''}`;

/** The server's problems in the same shape: its fields end with the language where they have one. */
export function fromServer(problems: readonly Problem[]): Finding[] {
  return problems.map(({ field, rule }) => {
    const locale = LOCALES.find((known) => field.endsWith(`.${known}`));
    const name = locale ? field.slice(0, -locale.length - 1) : field;
    return {
      field: name === 'options' ? 'option.A' : name,
      rule,
      message: '',
      level: 'error',
      ...(locale ? { locale } : {}),
    };
  });
}

/** Findings of the screen, and of the server those about places that the screen finds nothing wrong with. */
export function together(own: readonly Finding[], server: readonly Finding[]): Finding[] {
  const errors = own.filter(({ level }) => level === 'error');
  const known = new Set(errors.map(at));
  // a language that is missing has no place of its own on the screen
  const about = new Set(errors.map(({ field }) => field));
  const rest = server.filter((finding) => !known.has(at(finding)) && (finding.locale || !about.has(finding.field)));
  return [...own, ...rest].sort((a, b) => placeOf(a) - placeOf(b));
}

/** Fields as they follow each other on the screen. */
const ORDER =
  'kind kp difficulty pool stages title summary intro stem words boxes box option steps step answer pictures explanation source article link facts'.split(
    ' ',
  );
function placeOf({ field, locale }: Finding): number {
  const place = ORDER.indexOf(field.split('.')[0] ?? '');
  return (place < 0 ? ORDER.length : place) * 10 + (locale ? LOCALES.indexOf(locale) : 0);
}

/** A finding in the reader's words: the lint speaks simplified Chinese, with more detail than the words of a rule. */
export function sayFinding(words: Areas['console_editor'], locale: Locale, finding: Finding): string {
  const rule = (words as Record<string, string>)[`rule_${finding.rule}`];
  // the lint reads whole sheets: it calls an answer that is not marked yet one that does not exist
  const detailed = locale === 'zh-Hans' && finding.rule !== 'bad_answer';
  return (detailed && finding.message) || rule || finding.message || finding.rule;
}

/** Id of the control that a finding is about. */
export const controlId = (field: string, locale?: Locale): string =>
  `f-${field.replace('.', '-')}${locale ? `-${locale}` : ''}`;
