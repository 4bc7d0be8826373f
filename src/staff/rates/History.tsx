import { formatNumber } from '../../i18n/format.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { fillCount } from '../../ui/fill.ts';
import { yearName } from '../schools/places.ts';
import { Denominator } from './Four.tsx';
import { FOUR, ratesOf, streak } from './rates.ts';
import { RateCell, type View } from './view.tsx';

/** Earlier school years, and for how many in a row all four rates were 100 % exactly. The running year may not be there yet. */
export function Years({ words, locale, rates: { history, year } }: View) {
  const whole = streak(history);
  const before = whole === 0 && history[0]?.code === year ? streak(history.slice(1)) : 0;
  const says = (key: string, count: number) =>
    fillCount(words, key, count, locale).replace('{{n}}', formatNumber(locale, count));
  return (
    <section class="stack by-year" aria-labelledby="years">
      <h2 id="years">{words.history}</h2>
      {whole > 0 && <p class="notice">{says('streak', whole)}</p>}
      {before > 0 && <p class="notice">{says('streak_before', before)}</p>}
      {history.length === 0 ? (
        <p class="muted">{words.no_history}</p>
      ) : (
        <DataTable
          caption={words.history_lead}
          columns={[
            { label: words.year },
            ...FOUR.map((name) => ({ label: words[`short_${name as 'done'}`], num: true })),
            { label: words.csv_source },
          ]}
          rows={history.map((one) => {
            const all = ratesOf(one);
            return [
              yearName(one.code),
              ...FOUR.map((name) => <RateCell key={name} rate={all[name]} locale={locale} />),
              <span key="source" class="muted small is">
                <Denominator words={words} roster={one.roster} any={one.pupils > 0} />
              </span>,
            ];
          })}
        />
      )}
    </section>
  );
}
