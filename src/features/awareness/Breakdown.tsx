import { BarWithInterval } from '../../ui/charts.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { NEEDS_WORK, needsWork, type Rate, type Why, whyHidden } from './awareness.ts';
import type { Say } from './say.ts';

const WHY: Why[] = ['few', 'wide', 'protect'];

export interface Line {
  name: string;
  rate: Rate;
  /** further words of the table's row, such as the form's version */
  more?: string;
}

interface Props {
  id: string;
  title: string;
  /** first column of the table */
  column: string;
  moreColumn?: string;
  measure: string;
  note?: string;
  /** names so long that a phone writes them above the bars */
  long?: boolean;
  lines: Line[];
  say: Say;
}

/** Rates of one slice: bars with their intervals, hidden ones in words, and the table. */
export function Breakdown({ id, title, column, moreColumn, measure, note, long, lines, say }: Props) {
  const { t } = say;
  const shown = lines.filter(({ rate }) => rate.shown && rate.p !== undefined);
  const hidden = WHY.map((why) => ({ why, some: lines.filter(({ rate }) => whyHidden(rate) === why) })).filter(
    ({ some }) => some.length > 0,
  );
  const range = (rate: Rate) => ({ low: say.percent(rate.low ?? 0), high: say.percent(rate.high ?? 0) });
  return (
    <section class={long ? 'card stack long' : 'card stack'} aria-labelledby={id}>
      <div class="row between">
        <h2 id={id}>{title}</h2>
        <span class="muted small">{measure}</span>
      </div>
      {note && <p class="muted small">{note}</p>}
      {shown.length > 0 && (
        <BarWithInterval
          rows={shown.map(({ name, rate }) => ({
            label: name,
            share: rate.p!,
            low: rate.low,
            high: rate.high,
            text: say.whole(rate.p!),
            amber: needsWork(rate),
            title:
              t('awareness.row_title', { name, p: say.percent(rate.p!), ...range(rate), n: say.count(rate.n ?? 0) }) +
              (needsWork(rate) ? ` – ${t('awareness.needs_work_row')}` : ''),
          }))}
        />
      )}
      {shown.some(({ rate }) => needsWork(rate)) && (
        <p class="muted small">{t('awareness.needs_work', { aim: say.whole(NEEDS_WORK) })}</p>
      )}
      {hidden.map(({ why, some }) => (
        <p key={why} class="muted small">
          {t('awareness.hidden_line', {
            names: some.map(({ name }) => name).join(say.locale === 'en' ? ', ' : '、'),
            why: t(`awareness.hidden_${why}`),
          })}
        </p>
      ))}
      <details class="more">
        <summary>{t('common.table')}</summary>
        <DataTable
          caption={`${title} · ${measure}`}
          columns={[
            { label: column },
            ...(moreColumn ? [{ label: moreColumn }] : []),
            { label: t('awareness.col_rate'), num: true },
            { label: t('awareness.col_interval'), num: true },
            { label: t('awareness.col_n'), num: true },
            { label: t('awareness.col_n_eff'), num: true },
          ]}
          rows={lines.map(({ name, rate, more }) => [
            name,
            ...(moreColumn ? [more ?? ''] : []),
            rate.shown ? say.percent(rate.p!) : t(`awareness.hidden_${whyHidden(rate) ?? 'few'}`),
            rate.shown ? `${range(rate).low}–${range(rate).high}` : '–',
            rate.n === null ? t('awareness.hidden_count') : say.count(rate.n),
            rate.shown ? say.count(rate.n_eff ?? 0) : '–',
          ])}
        />
        <p class="small">
          <a href="#method">{t('awareness.how')}</a>
        </p>
      </details>
    </section>
  );
}
