import { useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { today } from '../editor/page.ts';
import { useDesk } from '../shell/Console.tsx';
import { More } from '../shell/parts.tsx';
import { datesBetween, horizonOf } from './dates.ts';
import type { EventWords } from './event.ts';
import type { IcsEvent } from './ics/types.ts';
import { whenText } from './say.ts';

/** Rows shown at once: two thousand of them would take a phone seconds. */
const PAGE = 100;

interface Props {
  words: EventWords;
  events: readonly IcsEvent[];
  taken: ReadonlySet<IcsEvent>;
  take: (taken: ReadonlySet<IcsEvent>) => void;
}

/** What the file holds, as it will be: when, what was changed on the way, and whether it is wanted. */
export function IcsTable({ words, events, taken, take }: Props) {
  const desk = useDesk();
  const [shown, show] = useState(PAGE);
  const [day] = useState(today);
  const toggle = (event: IcsEvent) => {
    const next = new Set(taken);
    if (!next.delete(event)) next.add(event);
    take(next);
  };
  const ahead = (event: IcsEvent) => datesBetween(event, day, horizonOf(day)).filter(({ as }) => as !== 'off').length;
  return (
    <div class="stack tight">
      <p class="row">
        <b class="grow num" role="status">
          {fill(words.taken_n, { n: taken.size })}
        </b>
        <button type="button" class="btn" onClick={() => take(new Set(events))}>
          {words.take_all}
        </button>
        <button type="button" class="btn" onClick={() => take(new Set())}>
          {words.take_none}
        </button>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div class="table list ics" role="region" aria-label={words.import} tabIndex={0}>
        <table>
          <caption class="vh">{words.import}</caption>
          <thead>
            <tr>
              <th scope="col" class="box">
                {words.column_take}
              </th>
              <th scope="col">{words.column_event}</th>
              <th scope="col">{words.column_when}</th>
              <th scope="col" class="num">
                {words.column_dates}
              </th>
              <th scope="col">{words.column_notes}</th>
            </tr>
          </thead>
          <tbody>
            {events.slice(0, shown).map((event) => (
              <tr key={event.line} data-line={event.line} class={taken.has(event) ? 'chosen' : undefined}>
                <td class="box">
                  <input
                    type="checkbox"
                    aria-label={fill(desk.words.select_row, { name: event.title || words.untitled })}
                    checked={taken.has(event)}
                    onChange={() => toggle(event)}
                  />
                </td>
                <th scope="row" class="wrap">
                  {event.title || words.untitled}
                  {event.where && <span class="muted small"> {event.where}</span>}
                </th>
                <td class="wrap">{whenText(words, event)}</td>
                <td class="num">{fill(words.dates_ahead, { n: ahead(event) })}</td>
                <td class="wrap small muted">
                  {event.notes.map((note) => words[`note_${note}`]).join(words.join_parts)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <More
        shown={Math.min(shown, events.length)}
        total={events.length}
        more={shown < events.length ? () => show(shown + PAGE) : undefined}
      />
    </div>
  );
}
