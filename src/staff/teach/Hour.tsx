import { useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { today } from '../editor/page.ts';
import { useDesk } from '../shell/Console.tsx';
import { heldBy, heldSeats } from './entry.ts';
import { HourTold } from './HourTold.tsx';
import { useClassDesk } from './parts.tsx';
import { SeatGrid } from './SeatGrid.tsx';
import { useEntry } from './useEntry.ts';
import { lastDay, range, seatList } from './words.ts';

const WAYS = ['projector', 'paper'] as const;

/** A class hour without phones: who was there, typed or tapped, and only what changes is sent. */
export function Hour() {
  const desk = useDesk();
  const { words, page } = useClassDesk();
  const { lessons } = page.course;
  const [lesson, choose] = useState(
    () =>
      // the projector has just shown it
      lessons.find(({ slug }) => slug === new URLSearchParams(location.search).get('hour'))?.slug ??
      lessons.find(({ slug }) => heldSeats(page.seats, slug).length < page.class.seats)?.slug ??
      lessons[0]?.slug ??
      '',
  );
  const hour = useEntry(lesson);
  const { entry, typed } = hour;
  const all = range(1, page.class.seats);
  const changes = entry.done.length + entry.undone.length;
  const wrong = typed.unread.length + typed.missing.length > 0;
  const list = (seats: readonly number[]) => seatList(seats, words.comma);
  return (
    <form
      class="stack hour"
      onSubmit={(event) => {
        event.preventDefault();
        if (changes > 0 && !wrong) void hour.save();
      }}
    >
      <p class="muted">{words.hour_lead}</p>
      <div class="row hour-what">
        <label class="stack tight grow">
          <span class="small muted">{words.hour_lesson}</span>
          <select name="lesson" value={lesson} onChange={(event) => choose(event.currentTarget.value)}>
            {lessons.map(({ slug, title }) => (
              <option key={slug} value={slug}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <div class="stack tight">
          <span class="small muted" id="hour-how">
            {words.hour_how}
          </span>
          <fieldset class="teach-switch" aria-labelledby="hour-how">
            {WAYS.map((way) => (
              <button key={way} type="button" aria-pressed={way === hour.how} onClick={() => hour.setHow(way)}>
                {words[`how_${way}`]}
              </button>
            ))}
          </fieldset>
        </div>
        <label class="stack tight">
          <span class="small muted">{words.hour_day}</span>
          <input
            type="date"
            name="day"
            required
            value={hour.day}
            min={page.class.year}
            max={lastDay(page.class.year, today())}
            onChange={(event) => event.currentTarget.value && hour.setDay(event.currentTarget.value)}
          />
        </label>
      </div>
      {hour.found && changes > 0 && (
        <p class="notice amber row" role="status" data-testid="found">
          <span class="grow">{words.hour_found}</span>
          <button type="button" class="btn" onClick={hour.drop}>
            {words.hour_drop}
          </button>
        </p>
      )}
      <div class="stack tight">
        <label class="stack tight">
          <span>
            {words.hour_type} <span class="small muted">{words.hour_type_hint}</span>
          </span>
          <input
            class="hour-text"
            name="seats"
            autoComplete="off"
            spellcheck={false}
            placeholder="1-45 -7 -12"
            value={hour.text}
            aria-invalid={wrong}
            aria-describedby="hour-wrong"
            onInput={(event) => hour.type(event.currentTarget.value)}
          />
        </label>
        <p id="hour-wrong" class="unread" role="status">
          {typed.unread.length > 0 && fill(words.hour_unread, { text: typed.unread.join(' ') })}{' '}
          {typed.missing.length > 0 && fill(words.hour_missing, { seats: list(typed.missing) })}
        </p>
      </div>
      <div class="row">
        <button type="button" class="btn" onClick={() => hour.wish(all, () => true)}>
          {words.all}
        </button>
        <button type="button" class="btn" onClick={() => hour.wish(all, () => false)}>
          {words.none}
        </button>
        <button type="button" class="btn" onClick={() => hour.wish(all, (seat) => !entry.marked.has(seat))}>
          {words.invert}
        </button>
      </div>
      <SeatGrid
        label={words.hour_seats}
        seats={page.class.seats}
        press={(seat) => hour.wish([seat], () => !entry.marked.has(seat))}
        tile={(seat) => {
          const fixed = heldBy(page.seats, lesson, seat) === 'device';
          const on = entry.marked.has(seat);
          const moved = entry.done.includes(seat) ? 'added' : entry.undone.includes(seat) ? 'removed' : null;
          const text = fixed ? words.tile_device : moved ? words[`tile_${moved}`] : on ? words.tile_on : words.tile_off;
          return {
            state: fixed ? 'fixed' : (moved ?? (on ? 'on' : 'off')),
            sign: fixed ? '●' : on ? '✓' : moved ? '✕' : '',
            text,
            pressed: on,
            fixed,
          };
        }}
      />
      <p class="small muted">{words.hour_keys}</p>
      {hour.saved && <HourTold saved={hour.saved} />}
      <div class="hour-bar row">
        <p class="grow num" data-testid="changes" aria-live="polite">
          {changes === 0
            ? fill(words.hour_same, { count: entry.marked.size, of: page.class.seats })
            : fill(words.hour_changes, {
                done: entry.done.length,
                undone: entry.undone.length,
                count: entry.marked.size,
              })}
          {entry.undone.length > 0 && (
            <span class="small"> {fill(words.hour_undone, { seats: list(entry.undone) })}</span>
          )}
        </p>
        <button type="submit" class="btn main" disabled={changes === 0 || wrong || hour.busy}>
          {hour.busy ? words.saving : words.save}
        </button>
      </div>
      <p class="small">
        <a href={`${desk.prefix}/teach/print?c=${page.class.id}&what=cards`}>{words.to_cards}</a>
      </p>
    </form>
  );
}
