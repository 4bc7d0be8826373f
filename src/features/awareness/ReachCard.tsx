import { Columns } from '../../ui/charts.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { BAND_ORDER, type Reach, type ReachRow, type Slice } from './awareness.ts';
import type { Say } from './say.ts';

type Field = Exclude<keyof ReachRow, 'key'>;
const FULL: Field[] = ['newcomers', 'answers', 'correct', 'rounds', 'contests'];

/** Who came and what they did: the other track, never added to the rate. */
export function ReachCard({ reach, say }: { reach: Reach; say: Say }) {
  const { t } = say;
  const ages = [...reach.by_age_band].sort((a, b) => BAND_ORDER.indexOf(a.key) - BAND_ORDER.indexOf(b.key));
  // Regions of a page must differ in name: the rates are cut the same ways.
  const titled = (key: 'awareness.by_month' | 'awareness.by_district' | 'awareness.by_age' | 'awareness.by_kp') =>
    `${t('awareness.reach')} · ${t(key)}`;
  const named = (slice: Slice, rows: ReachRow[]) => rows.map((row) => ({ name: say.name(slice, row.key), row }));
  return (
    <section class="card stack reach" aria-labelledby="reach">
      <div class="row between">
        <h2 id="reach">{t('awareness.reach')}</h2>
        <span class="chip">{t('awareness.reach_chip')}</span>
      </div>
      <p class="muted">
        {t('awareness.reach_text')}{' '}
        {t('awareness.reach_period', { from: say.month(reach.from), to: say.month(reach.to) })}
      </p>
      <ul class="totals">
        {(['newcomers', 'answers', 'rounds', 'contests'] as const).map((field) => (
          <li key={field}>
            <strong class="song num">{say.count(reach.totals[field])}</strong>
            <span class="muted small">{t(`awareness.reach_${field}`)}</span>
          </li>
        ))}
      </ul>
      <h3>{t('awareness.reach_months')}</h3>
      <Columns
        title={`${t('awareness.reach_months')}: ${reach.by_month.map((row) => `${say.month(row.key)} ${row.people ?? t('awareness.hidden_count')}`).join(', ')}`}
        items={reach.by_month.map((row) => ({
          label: say.shortMonth(row.key),
          value: row.people ?? 0,
          text: row.people == null ? '–' : say.count(row.people),
        }))}
      />
      <details class="more">
        <summary>{t('common.table')}</summary>
        <ReachTable
          caption={titled('awareness.by_month')}
          column={t('awareness.col_month')}
          fields={['people', ...FULL]}
          rows={reach.by_month.map((row) => ({ name: say.month(row.key), row }))}
          say={say}
        />
        <p class="muted small">{t('awareness.reach_sum')}</p>
      </details>
      <details class="more">
        <summary>{t('awareness.reach_tables')}</summary>
        <ReachTable
          caption={titled('awareness.by_district')}
          column={t('awareness.col_district')}
          fields={FULL}
          rows={named('district', reach.by_district)}
          say={say}
        />
        <ReachTable
          caption={titled('awareness.by_age')}
          column={t('awareness.col_age')}
          fields={FULL}
          rows={named('age_band', ages)}
          say={say}
        />
        <ReachTable
          caption={titled('awareness.by_kp')}
          column={t('awareness.col_kp')}
          fields={['answers', 'correct']}
          rows={named('kp', reach.by_kp)}
          say={say}
        />
      </details>
    </section>
  );
}

interface TableProps {
  caption: string;
  column: string;
  fields: Field[];
  rows: { name: string; row: ReachRow }[];
  say: Say;
}

function ReachTable({ caption, column, fields, rows, say }: TableProps) {
  const cell = (value: number | null | undefined) =>
    value == null ? say.t('awareness.hidden_count') : say.count(value);
  return (
    <DataTable
      caption={caption}
      columns={[{ label: column }, ...fields.map((field) => ({ label: say.t(`awareness.col_${field}`), num: true }))]}
      rows={rows.map(({ name, row }) => [name, ...fields.map((field) => cell(row[field]))])}
    />
  );
}
