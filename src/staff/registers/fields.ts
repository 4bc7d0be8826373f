/** Names of what an entry has, for tables and problems. */
import type { EntryBody, RegisterType } from '../../contract/registers.ts';
import type { Locale } from '../../i18n/locale.ts';
import type { RegisterWords } from './calls.ts';
import { inWords, sayDays, sayFigure, sayValue } from './say.ts';

/** What a field of a problem is called: a part of every entry, or a field or measure of the type. */
export function fieldName(words: RegisterWords, locale: Locale, type: RegisterType, field: string): string {
  const common: Record<string, string> = {
    key: words.code,
    place: words.place,
    title: words.entry,
    from: words.from,
    to: words.to,
    number: words.number,
  };
  const [name = ''] = field.split('.');
  const own = [...type.fields, ...type.measures].find((one) => one.name === name);
  return (own && inWords(locale, own.label)) || common[name] || field;
}

export interface Difference {
  label: string;
  was: string;
  now: string;
}

/** What differs between two states of an entry, in words. */
export function differences(
  words: RegisterWords,
  locale: Locale,
  type: RegisterType,
  was: Partial<EntryBody>,
  now: Partial<EntryBody>,
  placeName: (code: string) => string,
  names: ReadonlyMap<string, string>,
): Difference[] {
  const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  const told: [string, unknown, unknown, (body: Partial<EntryBody>) => string][] = [
    [words.entry, was.title, now.title, (body) => Object.values(body.title ?? {}).join(' / ')],
    [words.place, was.place, now.place, (body) => placeName(body.place ?? '')],
    [words.days, [was.from, was.to], [now.from, now.to], (body) => sayDays(words, locale, body.from, body.to)],
    [words.number, was.number, now.number, ({ number }) => (number ? sayFigure(words, locale, number, type.unit) : '')],
    ...type.fields.map((field): [string, unknown, unknown, (body: Partial<EntryBody>) => string] => [
      inWords(locale, field.label),
      was.fields?.[field.name],
      now.fields?.[field.name],
      (body) => sayValue(words, locale, field, body.fields?.[field.name], names),
    ]),
    // a figure of a stock that is not written anew stays what it was on its day
    ...type.measures
      .filter(({ name, sort }) => sort === 'flow' || now.measures?.[name])
      .map((measure): [string, unknown, unknown, (body: Partial<EntryBody>) => string] => [
        inWords(locale, measure.label),
        was.measures?.[measure.name],
        now.measures?.[measure.name],
        (body) => {
          const figure = body.measures?.[measure.name];
          return figure ? sayFigure(words, locale, figure, measure.unit) : '';
        },
      ]),
  ];
  return told
    .filter(([, a, b]) => !same(a, b))
    .map(([label, , , say]) => ({ label, was: say(was) || words.nothing, now: say(now) || words.nothing }));
}
