import { formatNumber } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { fill, fillCount } from '../../ui/fill.ts';
import type { RatesWords } from './calls.ts';
import { type Gain, nearestGains, PARTS, parts, type Standing, WEIGHTS, type Wrong } from './composite.ts';
import { rate } from './rates.ts';
import { Bar } from './view.tsx';

interface Props {
  words: RatesWords;
  locale: Locale;
  standing: Standing;
}

/** What is wrong with a number: 6,062 of 5,880 schools is refused with both counts, not capped. */
export function wrongText(words: RatesWords, locale: Locale, standing: Standing, { field, rule }: Wrong): string {
  if (rule === 'over') {
    const of = field === 'schools' ? standing.schools_of : standing.pupils_of;
    return fill(words[`wrong_over_${field as 'schools'}`], {
      count: formatNumber(locale, standing[field]),
      of: formatNumber(locale, of),
    });
  }
  return fill(words[`wrong_${rule}`], { field: words[`field_${field}`] });
}

/** '再有 5 所学校参加' */
export function gainText(words: RatesWords, locale: Locale, { part, more }: Gain): string {
  if (part !== 'schools' && part !== 'pupils')
    return fill(words[`gain_${part}`], { more: formatNumber(locale, more, Number.isInteger(more) ? 0 : 2) });
  return fillCount(words, `gain_${part}`, more, locale).replace('{{n}}', formatNumber(locale, more));
}

/** The least that would bring more points. */
export function Gains({ words, locale, standing }: Props) {
  const gains = nearestGains(standing);
  return (
    <section class="stack tight" aria-labelledby="gains">
      <h3 id="gains">{words.gains}</h3>
      {gains.length === 0 ? (
        <p class="muted">{words.gains_none}</p>
      ) : (
        <ol class="gains" data-testid="gains">
          {gains.map((gain) => (
            <li key={gain.part}>
              <span>{gainText(words, locale, gain)}</span>{' '}
              <strong class="num">+{formatNumber(locale, gain.points, 2)}</strong>
            </li>
          ))}
        </ol>
      )}
      <p class="muted small">{words.gains_note}</p>
    </section>
  );
}

/** What each part brings, as a bar of what it could bring, with its figures beside it. */
export function Parts({ words, locale, standing }: Props) {
  const of = parts(standing);
  const number = (n: number) => formatNumber(locale, n, 2);
  return (
    <section class="card stack" aria-labelledby="parts">
      <h2 id="parts">{words.parts}</h2>
      <DataTable
        caption={words.parts_lead}
        columns={[
          { label: words.part },
          { label: words.worth, num: true },
          { label: words.weight, num: true },
          { label: words.points, num: true },
          { label: words.contribution },
        ]}
        rows={PARTS.map((part) => [
          words[`part_${part}`],
          part === 'schools' || part === 'pupils' ? `${formatNumber(locale, of[part])}%` : number(of[part]),
          `${WEIGHTS[part]}%`,
          number((WEIGHTS[part] * of[part]) / 100),
          <Bar key={part} rate={rate(Math.round(of[part] * 100), 10_000)} />,
        ])}
      />
      <p class="muted small">{words.rounding}</p>
    </section>
  );
}
