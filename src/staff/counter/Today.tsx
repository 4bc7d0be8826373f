import { useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { type CounterDay, type Handed, say } from './calls.ts';
import { shortMoment } from './redeeming.ts';
import { groups } from './scan.ts';
import { Undo } from './Undo.tsx';
import type { CounterWords } from './words.ts';

/** Rows that fit beside the answer; the rest is one press away. */
const FIRST = 8;

interface Props {
  words: CounterWords;
  day: CounterDay;
  changed: () => void;
}

/** What was handed out here today, the last first; colleagues may take each other's back. */
export function Today({ words, day, changed }: Props) {
  const { locale } = useDesk();
  const [all, setAll] = useState(false);
  const [undoing, setUndoing] = useState<Handed | null>(null);
  const rows = all ? day.handed : day.handed.slice(0, FIRST);
  const count = day.handed.filter(({ undone }) => !undone).length;
  return (
    <section class="card stack tight" aria-labelledby="today-title">
      <h2 id="today-title" class="row">
        <span class="grow">{words.today}</span>
        <span class="num" data-testid="today-count">
          {count}
        </span>
      </h2>
      {day.handed.length === 0 && <p class="muted">{words.today_none}</p>}
      <ol class="plain-list handed" data-testid="today">
        {rows.map((row) => (
          <li key={row.claim + row.at} class={row.undone ? 'undone' : undefined} data-number={row.number}>
            <span class="num muted">{shortMoment(locale, row.at, Date.now())}</span>
            <span class="grow">
              <b>{say(row.gift, locale)}</b>
              <br />
              <span class="small muted">
                <span class="num">{groups(row.number)}</span> · {row.mine ? words.by_me : row.by}
                {row.mine && !row.undone && ` · ${words.undo_own}`}
              </span>
            </span>
            {row.undone ? (
              <span class="small muted">{words.undone}</span>
            ) : (
              !row.mine && (
                <button
                  type="button"
                  class="btn"
                  aria-label={fill(words.undo_of, { gift: say(row.gift, locale), number: row.number })}
                  onClick={() => setUndoing(row)}
                >
                  {words.undo}
                </button>
              )
            )}
          </li>
        ))}
      </ol>
      {day.handed.length > FIRST && (
        <button type="button" class="btn quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? words.fewer : fill(words.all_today, { count: day.handed.length })}
        </button>
      )}
      {count > 0 && <p class="small muted">{words.undo_rule}</p>}
      <Undo
        words={words}
        row={undoing}
        close={() => setUndoing(null)}
        done={() => {
          setUndoing(null);
          changed();
        }}
      />
    </section>
  );
}
