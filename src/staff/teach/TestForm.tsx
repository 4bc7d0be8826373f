import { useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { ProjectWords } from './Test.island.tsx';
import { makeTest } from './test.calls.ts';
import { isWindow, MINUTES, nextHour, sizes } from './test.ts';

interface Props {
  of: string;
  /** questions that one form may have */
  most: number;
  words: ProjectWords;
  done(): Promise<void>;
}

/** A test is set: when, how long, how many questions. */
export function TestForm({ of, most, words, done }: Props) {
  const { say, fail } = useDesk();
  const [{ opens, closes }, setWindow] = useState(() => nextHour(new Date()));
  const [minutes, setMinutes] = useState<number | null>(null);
  const counts = sizes(most);
  const [questions, setQuestions] = useState(counts[0] ?? 10);
  const [busy, setBusy] = useState(false);
  if (counts.length === 0) return <p class="notice amber">{fill(words.test_few, { n: most })}</p>;
  const fits = isWindow(opens, closes, new Date());
  const make = async () => {
    setBusy(true);
    try {
      const window = { opens_at: new Date(opens).toISOString(), closes_at: new Date(closes).toISOString() };
      await makeTest(of, { ...window, minutes, questions });
      say(words.test_made);
      await done();
    } catch (error) {
      fail(error);
    }
    setBusy(false);
  };
  return (
    <form
      class="card stack test-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (fits && !busy) void make();
      }}
    >
      <h2>{words.test_new}</h2>
      <div class="row">
        <label class="stack tight">
          <span>{words.test_opens}</span>
          <input
            type="datetime-local"
            name="opens"
            required
            value={opens}
            onInput={(event) => setWindow({ opens: event.currentTarget.value, closes })}
          />
        </label>
        <label class="stack tight">
          <span>{words.test_closes}</span>
          <input
            type="datetime-local"
            name="closes"
            required
            value={closes}
            aria-invalid={!fits}
            aria-describedby="test-window"
            onInput={(event) => setWindow({ opens, closes: event.currentTarget.value })}
          />
        </label>
        <label class="stack tight">
          <span>{words.test_minutes}</span>
          <select
            name="minutes"
            value={minutes ?? ''}
            onChange={(event) =>
              setMinutes(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))
            }
          >
            {MINUTES.map((n) => (
              <option key={n} value={n ?? ''}>
                {n === null ? words.test_untimed : fill(words.minutes, { n })}
              </option>
            ))}
          </select>
        </label>
        <label class="stack tight">
          <span>{words.test_questions}</span>
          <select
            name="questions"
            value={questions}
            onChange={(event) => setQuestions(Number(event.currentTarget.value))}
          >
            {counts.map((n) => (
              <option key={n} value={n}>
                {fill(words.test_n, { n })}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p id="test-window" class="small muted" role="status">
        {!fits && words.test_window}
      </p>
      <p>
        <button type="submit" class="btn main" disabled={!fits || busy}>
          {busy ? words.test_making : words.test_make}
        </button>
      </p>
    </form>
  );
}
