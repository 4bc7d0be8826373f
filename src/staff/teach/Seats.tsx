import { useState } from 'preact/hooks';
import { SEAT_STATES, type SeatState } from '../../contract/courses.ts';
import { formatMoment } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { Nudges } from './Nudges.tsx';
import { useClassDesk } from './parts.tsx';
import { SeatGrid } from './SeatGrid.tsx';
import { SeatWindow } from './SeatWindow.tsx';
import { SIGN, standing, waitedFor } from './standing.ts';

/** The class as a grid of seats: who is where, at one look. */
export function Seats({ at, reading }: { at: Date | null; reading: boolean }) {
  const desk = useDesk();
  const { words, page, read, rule } = useClassDesk();
  const [open, setOpen] = useState<number | null>(null);
  const [waiting, setWaiting] = useState(false);
  const seat = (number: number) => page.seats.find((one) => one.seat === number);
  return (
    <div class="stack">
      <div class="row seats-head">
        <p class="count num" data-testid="count">
          {fill(words.count, { ...standing(page) })}
        </p>
        <span class="grow small muted num">{at && fill(words.as_of, { when: formatMoment(desk.locale, at) })}</span>
        <button type="button" class="btn" disabled={reading} onClick={() => void read()}>
          {words.refresh}
        </button>
      </div>
      <label class="row flag">
        <input type="checkbox" checked={waiting} onChange={(event) => setWaiting(event.currentTarget.checked)} />
        {words.only_waiting}
      </label>
      <SeatGrid
        label={words.seats}
        seats={page.class.seats}
        press={setOpen}
        tile={(number) => {
          const found = seat(number);
          const state = found?.state ?? 'empty';
          if (waiting && !(found && waitedFor(found))) return null;
          return {
            state,
            sign: found?.reopened ? '↻' : SIGN[state],
            text: words[`state_${state}`],
            ...(found?.reopened && { more: words.reopened }),
          };
        }}
      />
      {waiting && !page.seats.some(waitedFor) && <p class="muted">{words.nobody_waiting}</p>}
      <Legend states={SEAT_STATES} />
      {rule && (
        <p class="notice small" data-testid="rule">
          {rule}
        </p>
      )}
      <Nudges />
      <SeatWindow seat={open === null ? undefined : seat(open)} close={() => setOpen(null)} />
    </div>
  );
}

function Legend({ states }: { states: readonly SeatState[] }) {
  const { words } = useClassDesk();
  return (
    <ul class="seat-legend small" aria-label={words.legend}>
      {states.map((state) => (
        <li key={state}>
          <i class="seat" data-state={state} aria-hidden="true">
            {SIGN[state]}
          </i>
          {words[`state_${state}`]}
          <span class="muted">{words[`legend_${state}`]}</span>
        </li>
      ))}
    </ul>
  );
}
