import type { StaffSession } from '../../contract/events.ts';
import { fill } from '../../ui/fill.ts';
import { dayName } from '../calendar/names.ts';
import { useDesk } from '../shell/Console.tsx';
import { dayOf, type EventWords, timeOf } from './event.ts';
import { byDay, dateAddress, timesOf } from './week.ts';

export type DateRow = StaffSession & { event: string; title: string; all_day: boolean; where?: string };

interface Props {
  words: EventWords;
  caption: string;
  rows: readonly DateRow[];
  /** the newest day first */
  backwards?: boolean;
}

/** Dates by day: when, what, how many people, and what is to be done. */
export function DateTable({ words, caption, rows, backwards }: Props) {
  const { locale, prefix } = useDesk();
  const days = byDay(rows);
  if (backwards) days.reverse();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div class="table list dates-table" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.column_when}</th>
            <th scope="col">{words.column_event}</th>
            <th scope="col">{words.column_people}</th>
            <th scope="col">{words.column_state}</th>
          </tr>
        </thead>
        {days.map(([day, own]) => (
          <tbody key={day}>
            {own.map((row, i) => (
              <tr key={`${row.event} ${row.origin}`} data-state={row.state}>
                <td class="num when">
                  {i === 0 && <b>{dayName(locale, day)}</b>} <span>{hours(words, row)}</span>
                </td>
                <th scope="row">
                  <a href={dateAddress(prefix, row.event, row.origin)}>{row.title}</a>
                  {row.where && <span class="muted small"> {row.where}</span>}
                </th>
                <td class="people">
                  <People words={words} row={row} />
                </td>
                <td>
                  <StateChip words={words} row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function hours(words: EventWords, row: DateRow): string {
  if (row.all_day) return words.all_day;
  const { start, end } = timesOf(row);
  return dayOf(start) === dayOf(end) ? `${timeOf(start)}–${timeOf(end)}` : timeOf(start);
}

function People({ words, row }: { words: EventWords; row: DateRow }) {
  if (!row.places) return <span class="muted">{words.no_sign_up}</span>;
  const { taken, capacity, waiting } = row.places;
  return (
    <>
      {fill(words.people_of, { taken, capacity })}
      {waiting > 0 && <span class="muted small"> {fill(words.and_waiting, { n: waiting })}</span>}
    </>
  );
}

/** Where a date stands; what nobody has reported yet says so. */
export function StateChip({
  words,
  row,
}: {
  words: EventWords;
  row: Pick<StaffSession, 'state' | 'moved' | 'unreported'>;
}) {
  const look = row.unreported
    ? 'review'
    : row.state === 'held'
      ? 'published'
      : row.state === 'planned'
        ? ''
        : 'withdrawn';
  return (
    <span class="states">
      <span class={`state ${look}`}>{row.unreported ? words.unreported : words[`state_${row.state}`]}</span>
      {row.moved && <span class="state draft">{words.moved}</span>}
    </span>
  );
}
