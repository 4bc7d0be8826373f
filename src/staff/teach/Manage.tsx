import { useState } from 'preact/hooks';
import { SEATS_MAX } from '../../contract/courses.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { closeClass, setSeats } from './calls.ts';
import { useAct, useClassDesk, useManages } from './parts.tsx';
import { Teachers } from './Teachers.tsx';

/** What is seldom done: printing, colleagues, the number of seats, the end of the class. */
export function Manage() {
  const { prefix } = useDesk();
  const { words, page } = useClassDesk();
  const manages = useManages();
  const print = `${prefix}/teach/print?c=${page.class.id}`;
  return (
    <div class="stack">
      <section class="card stack tight" aria-label={words.print}>
        <h3>{words.print}</h3>
        <div class="row">
          {(['seats', 'cards', 'certificates'] as const).map((what) => (
            <a key={what} class="btn" href={`${print}&what=${what}`}>
              {words[`print_${what}`]}
            </a>
          ))}
        </div>
      </section>
      <Teachers />
      {!page.class.closed && <SeatCount />}
      {manages && !page.class.closed && <Closing />}
    </div>
  );
}

function SeatCount() {
  const { words, page } = useClassDesk();
  const { busy, act } = useAct();
  const [typed, setTyped] = useState(`${page.class.seats}`);
  const count = Number(typed);
  // a seat that somebody has stays: the last of them is the least number
  const least = Math.max(1, ...page.seats.filter(({ state }) => state !== 'empty').map(({ seat }) => seat));
  const fits = Number.isInteger(count) && count >= least && count <= SEATS_MAX && count !== page.class.seats;
  return (
    <form
      class="card stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (fits) void act(() => setSeats(page.class.id, count), words.seats_saved);
      }}
    >
      <h3>{words.seats_count}</h3>
      <label class="row">
        <span class="vh">{words.seats_count}</span>
        <input
          class="seat-number"
          type="number"
          name="seats"
          min={least}
          max={SEATS_MAX}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" class="btn" disabled={!fits || busy}>
          {words.save}
        </button>
      </label>
      <p class="small muted">{fill(words.seats_range, { least, most: SEATS_MAX })}</p>
    </form>
  );
}

function Closing() {
  const desk = useDesk();
  const { words, page } = useClassDesk();
  const { busy, act } = useAct();
  const [asked, ask] = useState(false);
  return (
    <section class="card stack tight" aria-label={words.close_class}>
      <h3>{words.close_class}</h3>
      <p>{words.close_text}</p>
      <div class="row">
        {asked ? (
          <>
            <button
              type="button"
              class="btn main"
              disabled={busy}
              onClick={() => act(() => closeClass(page.class.id), words.close_done)}
            >
              {words.close_sure}
            </button>
            <button type="button" class="btn" onClick={() => ask(false)}>
              {desk.words.cancel}
            </button>
          </>
        ) : (
          <button type="button" class="btn" onClick={() => ask(true)}>
            {words.close_class}
          </button>
        )}
      </div>
    </section>
  );
}
