import type { ComponentChildren } from 'preact';
import { formatDate } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { Teach } from '../shell/parts.tsx';
import { type AuditWords, byDay } from './acts.ts';
import type { Log } from './useLog.ts';

interface Props<Row> {
  words: AuditWords;
  caption: string;
  heads: string[];
  log: Log<Row> | null;
  cells: (row: Row) => ComponentChildren[];
  empty: { title: string; text: string };
  more: () => void;
}

/** Rows of a log under their days, each with its time and who it was. */
export function LogTable<Row extends { id: number; at: string; by_name: string }>(props: Props<Row>) {
  const { words, caption, heads, log, cells, empty, more } = props;
  const desk = useDesk();
  if (!log) {
    return (
      <p class="muted" role="status">
        {desk.words.loading}
      </p>
    );
  }
  if (log.rows.length === 0) return <Teach title={empty.title} text={empty.text} />;
  return (
    <div class="stack tight" aria-busy={log.loading}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div class="table log" role="region" aria-label={caption} tabIndex={0}>
        <table>
          <caption class="vh">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.time}</th>
              <th scope="col">{words.who}</th>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          {byDay(log.rows, (at) => formatDate(desk.locale, at)).map(({ day, rows }) => (
            <tbody key={day}>
              <tr class="day">
                <th scope="rowgroup" colSpan={2 + heads.length}>
                  {day}
                </th>
              </tr>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td class="num">{clock(row.at)}</td>
                  <td class="who">{row.by_name || words.system}</td>
                  {cells(row).map((cell, index) => (
                    <td key={index}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
      <p class="row more-rows no-print">
        <span class="muted num" role="status">
          {fill(log.next ? words.shown_more : words.shown_all, { count: log.rows.length })}
        </span>
        {log.next && (
          <button type="button" class="btn" onClick={more}>
            {desk.words.more}
          </button>
        )}
      </p>
    </div>
  );
}

/** 18:05:09 in the city's time */
const clock = (at: string) => new Date(Date.parse(at) + 28_800_000).toISOString().slice(11, 19);
