/** Traditional Chinese drafts from simplified ones, with the words that converters get wrong put right. */
import overrides from '../../i18n/zh-Hant.overrides.json';
import { hantOverrides } from '../documents.ts';

type Convert = (text: string) => string;
let loading: Promise<Convert> | undefined;

/** Replaces whole terms after converting; the office's own words come last and win. */
export function withTerms(convert: Convert, terms: readonly (readonly [string, string])[]): Convert {
  const known = terms.map(([from, to]) => [convert(from), to] as const);
  return (text) => known.reduce((out, [from, to]) => (from ? out.replaceAll(from, to) : out), convert(text));
}

/** The converter, fetched when it is first asked for: its tables are larger than the rest of the page. */
export function converter(): Promise<Convert> {
  loading ??= Promise.all([import('opencc-js/cn2t'), hantOverrides()]).then(([{ Converter }, own]) =>
    withTerms(Converter({ from: 'cn', to: 'tw' }), [
      ...Object.entries(overrides.terms),
      ...own.map(({ simplified, traditional }) => [simplified, traditional] as const),
    ]),
  );
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}
