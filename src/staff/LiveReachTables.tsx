import { BAND_ORDER } from '../features/awareness/awareness.ts';
import type { LiveReach, LiveReachRow } from '../features/awareness/live.ts';
import { formatMonth, formatNumber } from '../i18n/format.ts';
import type { Locale } from '../i18n/locale.ts';
import { DataTable } from '../ui/DataTable.tsx';
import type { Namer } from './names.ts';
import type { StaffWords } from './words.ts';

type Field = Exclude<keyof LiveReachRow, 'key'>;
const TOTALS = ['answers', 'correct', 'newcomers', 'rounds', 'contests'] as const;

interface Props {
  reach: LiveReach;
  words: StaffWords;
  locale: Locale;
  name: Namer;
}

/** Participation: exact totals, then one table per way of cutting it. */
export function LiveReachTables({ reach, words, locale, name }: Props) {
  const count = (value: number) => formatNumber(locale, value);
  const ages = [...reach.by_age_band].sort((a, b) => BAND_ORDER.indexOf(a.key) - BAND_ORDER.indexOf(b.key));
  const kps = [...reach.by_kp].sort((a, b) => Number(a.key) - Number(b.key));
  const table = (
    caption: string,
    column: string,
    rows: { name: string; row: LiveReachRow }[],
    fields: readonly Field[],
  ) => (
    <DataTable
      caption={`${words.reach} · ${caption}`}
      columns={[{ label: column }, ...fields.map((field) => ({ label: words[field], num: true }))]}
      rows={rows.map((line) => [line.name, ...fields.map((field) => count(line.row[field]))])}
    />
  );
  return (
    <section class="card stack" aria-labelledby="live-reach">
      <div>
        <h2 id="live-reach">{words.reach}</h2>
        <p class="muted">{words.reach_text}</p>
      </div>
      <dl class="totals">
        {TOTALS.map((field) => (
          <div key={field}>
            <dt class="muted">{words[field]}</dt>
            <dd class="num" data-testid={`reach-${field}`} data-value={reach.totals[field]}>
              {count(reach.totals[field])}
            </dd>
          </div>
        ))}
      </dl>
      <div class="tables">
        {table(
          words.by_month,
          words.month,
          reach.by_month.map((row) => ({ name: formatMonth(locale, row.key), row })),
          ['people', ...TOTALS],
        )}
        {table(
          words.by_district,
          words.district,
          reach.by_district.map((row) => ({ name: name('district', row.key), row })),
          TOTALS,
        )}
        {table(
          words.by_age,
          words.age,
          ages.map((row) => ({ name: name('age_band', row.key), row })),
          TOTALS,
        )}
        {table(
          words.by_kp,
          words.kp,
          kps.map((row) => ({ name: name('kp', row.key), row })),
          ['answers', 'correct'],
        )}
      </div>
    </section>
  );
}
