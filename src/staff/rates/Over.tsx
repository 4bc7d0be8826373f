import type { CourseRates } from '../../contract/course-rates.ts';
import { formatNumber } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.ts';
import { fill } from '../../ui/fill.ts';
import type { RatesWords } from './calls.ts';

type Over = CourseRates['over'][number];
/** So many are read at once; the others unfold. */
const FIRST = 8;

/** What is wrong, in words: both counts, or that no roster names the school. */
export function overText(words: RatesWords, locale: Locale, { what, count, of }: Over): string {
  const text = of > 0 ? words[`over_${what}`] : words[`unlisted_${what}`];
  return fill(text, { count: formatNumber(locale, count), of: formatNumber(locale, of) });
}

interface Props {
  words: RatesWords;
  locale: Locale;
  over: readonly Over[];
  /** address of a place's own page */
  href: (code: string) => string;
}

/** Counts above their denominator: an error of the data, which is shown with who it is and never capped. */
export function OverPanel({ words, locale, over, href }: Props) {
  if (over.length === 0) return null;
  const list = (some: readonly Over[]) => (
    <ul>
      {some.map((one) => (
        <li key={`${one.code} ${one.what}`}>
          <a href={href(one.code)}>{one.name}</a>
          {words.colon}
          {overText(words, locale, one)}
        </li>
      ))}
    </ul>
  );
  return (
    <section class="notice amber stack tight over-panel" aria-labelledby="over" data-testid="over">
      <h2 id="over">{words.over}</h2>
      {list(over.slice(0, FIRST))}
      {over.length > FIRST && (
        <details>
          <summary>{fill(words.over_more, { count: over.length - FIRST })}</summary>
          {list(over.slice(FIRST))}
        </details>
      )}
      <p class="muted small">{words.over_note}</p>
    </section>
  );
}
