import { useState } from 'preact/hooks';
import { useDesk } from '../shell/Console.tsx';
import { useClassDesk } from './parts.tsx';
import { besides, nudges } from './standing.ts';

/** Sentences that the teacher reads out; whom they are about stands beside them only when the teacher asks. */
export function Nudges() {
  const { locale } = useDesk();
  const { words, page } = useClassDesk();
  const [numbers, show] = useState(false);
  const found = nudges(page, words, locale);
  if (found.length === 0) return null;
  return (
    <section class="card stack tight" aria-label={words.nudges}>
      <h3>{words.nudges}</h3>
      <ul class="nudges stack tight" data-testid="nudges">
        {found.map(({ text, seats }) => (
          <li key={text}>
            {text}
            {numbers && seats.length > 0 && <span class="small muted num">{besides(words, seats)}</span>}
          </li>
        ))}
      </ul>
      <label class="row flag small">
        <input type="checkbox" checked={numbers} onChange={(event) => show(event.currentTarget.checked)} />
        {words.nudge_show}
      </label>
      <p class="small muted">{words.nudges_note}</p>
    </section>
  );
}
