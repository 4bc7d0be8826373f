import { useState } from 'preact/hooks';
import type { StaffSession } from '../../contract/events.ts';
import { LOCALES } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { codeOf } from '../shell/problem.ts';
import { type Act, changeSession } from './calls.ts';
import { DAY_MS, dayOf, type EventWords, localAt, localMs, momentOf } from './event.ts';
import { timesOf } from './week.ts';

interface Props {
  words: EventWords;
  event: string;
  session: StaffSession;
  allDay: boolean;
  reload: () => Promise<void>;
}

/** What may be done with a date as it stands. */
const actsOf = ({ state, places, ends_at }: StaffSession): Act[] => {
  if (state === 'cancelled') return ['restore'];
  const ahead = Date.parse(ends_at) > Date.now();
  return [...(ahead ? (['move', 'cancel'] as const) : []), ...(places && ahead ? (['capacity'] as const) : [])];
};

/** Moving, cancelling, restoring one date, or another number of places: at once, with a word to residents. */
export function ChangeForm({ words, event, session, allDay, reload }: Props) {
  const desk = useDesk();
  const acts = actsOf(session);
  const [act, setAct] = useState<Act | null>(null);
  const times = timesOf(session);
  // whole days end with the midnight after the last one; people name the last one
  const lastDay = allDay ? localAt(localMs(times.end) - DAY_MS) : times.end;
  const [start, setStart] = useState(times.start);
  const [end, setEnd] = useState(lastDay);
  const [capacity, setCapacity] = useState<number>(session.places?.capacity ?? 0);
  const [note, setNote] = useState<Words>(session.words ?? {});
  const [busy, setBusy] = useState(false);
  const [bad, setBad] = useState('');
  const taken = session.places?.taken ?? 0;
  const shown = (local: string) => (allDay ? dayOf(local) : local);
  const full = (typed: string) => (typed.length === 10 ? `${typed}T00:00` : typed.slice(0, 16));
  const move = (next: string) => {
    if (Number.isNaN(localMs(next))) return;
    setEnd(localAt(localMs(end) + localMs(next) - localMs(start)));
    setStart(next);
  };
  const send = async () => {
    if (!act) return;
    if ((act === 'move' || act === 'cancel') && !note['zh-Hans']?.trim()) return setBad(words.note_needed);
    const ends = allDay ? localAt(localMs(end) + DAY_MS) : end;
    if (act === 'move' && !(localMs(ends) > localMs(start) && Date.parse(momentOf(start)) > Date.now()))
      return setBad(words.wrong_times);
    const said = Object.fromEntries(
      Object.entries(note).flatMap(([locale, text]) => (text.trim() ? [[locale, text.trim()]] : [])),
    );
    setBad('');
    setBusy(true);
    try {
      const moved = act === 'move';
      const answer = await changeSession(event, session.origin, {
        act,
        starts_at: moved ? momentOf(start) : null,
        ends_at: moved ? momentOf(ends) : null,
        capacity: act === 'capacity' ? capacity : null,
        note: Object.keys(said).length ? said : null,
      });
      const more = [
        answer.over > 0 && fill(words.over_by, { n: answer.over }),
        answer.promoted > 0 && fill(words.promoted_n, { n: answer.promoted }),
      ].filter(Boolean);
      desk.say([words.done_change, ...more].join(' '));
      setAct(null);
      await reload();
    } catch (error) {
      if (codeOf(error) === 'in_use') setBad(words.collides);
      else desk.fail(error);
    }
    setBusy(false);
  };
  if (!acts.length) return session.state === 'planned' ? <p class="muted">{words.is_over}</p> : null;
  return (
    <section class="card stack" aria-labelledby="change-title">
      <div>
        <h2 id="change-title">{words.change}</h2>
        <p class="small muted">{words.change_lead}</p>
      </div>
      <div class="row">
        {acts.map((one) => (
          <button
            key={one}
            type="button"
            class="btn"
            aria-pressed={one === act}
            onClick={() => setAct(one === act ? null : one)}
          >
            {words[`act_${one}`]}
          </button>
        ))}
      </div>
      {act && (
        <form
          class="stack"
          onSubmit={(submitted) => {
            submitted.preventDefault();
            void send();
          }}
        >
          <p data-testid="change-says">{says(words, act, { taken, capacity })}</p>
          {act === 'move' && (
            <div class="fields">
              {(['start', 'end'] as const).map((one) => (
                <label key={one} class="field">
                  <span class="label">{words[`new_${one}`]}</span>
                  <input
                    type={allDay ? 'date' : 'datetime-local'}
                    name={`new_${one}`}
                    required
                    value={shown(one === 'start' ? start : end)}
                    onInput={({ currentTarget }) =>
                      one === 'start' ? move(full(currentTarget.value)) : setEnd(full(currentTarget.value))
                    }
                  />
                </label>
              ))}
            </div>
          )}
          {act === 'capacity' && (
            <label class="field short">
              <span class="label">{words.new_capacity}</span>
              <input
                type="number"
                name="capacity"
                min={1}
                max={10_000}
                required
                value={capacity}
                onInput={({ currentTarget }) => setCapacity(Math.round(Number(currentTarget.value)))}
              />
            </label>
          )}
          {act !== 'capacity' && (
            <fieldset class="stack tight bare">
              <legend class="label">
                {words.note_public} <span class="small muted">{words.note_hint}</span>
              </legend>
              {LOCALES.map((one) => (
                <input
                  key={one}
                  type="text"
                  name={`note-${one}`}
                  lang={one}
                  maxLength={200}
                  aria-label={`${words.note_public} · ${words[`in_${one}`]}`}
                  placeholder={words[`in_${one}`]}
                  value={note[one] ?? ''}
                  onInput={({ currentTarget }) => setNote({ ...note, [one]: currentTarget.value })}
                />
              ))}
            </fieldset>
          )}
          {bad && (
            <p class="notice amber" role="alert">
              {bad}
            </p>
          )}
          <p>
            <button type="submit" class="btn main" disabled={busy}>
              {words[`do_${act}`]}
            </button>
          </p>
        </form>
      )}
    </section>
  );
}

/** What the act does to whoever has signed up. */
function says(words: EventWords, act: Act, { taken, capacity }: { taken: number; capacity: number }): string {
  if (act === 'move') return fill(words.move_says, { taken });
  if (act === 'cancel') return fill(words.cancel_says, { taken });
  if (act === 'restore') return words.restore_says;
  return capacity < taken ? fill(words.capacity_below, { taken }) : words.capacity_above;
}
