/** Rules, dates, figures and choices as text that people read: for differences, conflicts and old revisions. Pure. */
import { LOCALES } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { list, record, text } from '../editor/loose.ts';
import type { EventEditorWords } from './event.ts';
import { figureLines } from './figures.ts';
import { readBrief, readEvent } from './read.ts';
import { whenText } from './say.ts';

const all = (words: Words | null | undefined): string =>
  LOCALES.flatMap((locale) => words?.[locale]?.trim() || []).join(' / ');
const local = (value: unknown) => text(value).replace('T', ' ');

/** The field's value in words; undefined for fields that speak for themselves. */
export function showEvent(words: EventEditorWords, locale: (typeof LOCALES)[number]) {
  return (name: string, value: unknown): string | undefined => {
    if (name === 'start' || name === 'end') return local(value);
    if (name === 'rule') {
      const body = readEvent({ rule: value, start: '2026-01-01T00:00', end: '2026-01-01T00:00' });
      return whenText(words, body).replace(/ [\d:–]+/, '');
    }
    if (name === 'dates' || name === 'except') return list(value).map(local).join('、');
    if (name === 'audience')
      return list(value)
        .map((one) => (words as Record<string, string>)[`audience_${one}`] ?? one)
        .join('、');
    if (name === 'all_day' || name === 'accessible') return value ? words.yes : words.no;
    if (name === 'size') return value === 'large' ? words.size_large : words.size_normal;
    if (name === 'sign_up') return value ? fill(words.sign_up_is, record(value) as Record<string, number>) : '';
    if (name === 'pictures')
      return readBrief({ pictures: value })
        .pictures.map(({ alt, consent }, i) => `${i + 1}. ${all(alt)} · ${consent}`)
        .join('\n');
    if (name === 'figures')
      return figureLines(words, locale, readBrief({ figures: value }).figures)
        .map(({ name: label, value: said }) => `${label}: ${said}`)
        .join('\n');
    return undefined;
  };
}
