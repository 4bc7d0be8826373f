import { useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { type Candidate, findCandidates } from './items.ts';
import type { QuizWords } from './quiz.ts';
import type { QuestionPool } from './usePool.ts';

interface Props {
  words: QuizWords;
  pool: QuestionPool;
  topics: Record<number, string>;
  items: readonly string[];
  toggle: (key: string) => void;
}

const STEP = 30;

/** Published questions to choose from: search, a knowledge point, and a box for each. */
export function Picker({ words, pool, topics, items, toggle }: Props) {
  const [text, setText] = useState('');
  const [kp, setKp] = useState(0);
  const [only, setOnly] = useState(false);
  const [shown, setShown] = useState(STEP);
  const chosen = new Set(items);
  const found = findCandidates(pool.list, { text, kp, only: only ? items : undefined });
  const narrow = (set: () => void) => {
    set();
    setShown(STEP);
  };
  return (
    <div class="picker stack tight">
      <div class="row" role="search" aria-label={words.picker}>
        <input
          type="search"
          name="pick-text"
          class="grow"
          aria-label={words.pick_search}
          placeholder={words.pick_search}
          value={text}
          onInput={(event) => {
            const typed = event.currentTarget.value;
            narrow(() => setText(typed));
          }}
        />
        <select
          name="pick-kp"
          aria-label={words.pick_kp}
          value={kp}
          onChange={(event) => {
            const chosenKp = Number(event.currentTarget.value);
            narrow(() => setKp(chosenKp));
          }}
        >
          <option value={0}>{words.all_topics}</option>
          {Object.entries(topics).map(([code, topic]) => (
            <option key={code} value={code}>
              {code} {topic}
            </option>
          ))}
        </select>
        <label class="row flag">
          <input type="checkbox" checked={only} onChange={(event) => setOnly(event.currentTarget.checked)} />
          {words.only_chosen}
        </label>
      </div>
      <p class="small muted" role="status">
        {fill(words.pick_found, { count: found.length })}
        {!pool.whole && ` · ${words.pool_cut}`}
      </p>
      <ul class="candidates">
        {found.slice(0, shown).map((one) => (
          <li key={one.key}>
            <label class={chosen.has(one.key) ? 'taken' : undefined}>
              <input
                type="checkbox"
                name="item"
                value={one.key}
                checked={chosen.has(one.key)}
                onChange={() => toggle(one.key)}
              />
              <Question one={one} topics={topics} />
            </label>
          </li>
        ))}
      </ul>
      {found.length > shown && (
        <button type="button" class="btn" onClick={() => setShown(shown + STEP)}>
          {words.pick_more}
        </button>
      )}
    </div>
  );
}

/** A question in a list of choices. */
export function Question({ one, topics }: { one: Candidate; topics: Record<number, string> }) {
  return (
    <span class="grow">
      {one.title}{' '}
      <span class="muted small num">
        {one.key}
        {one.kp && ` · ${one.kp} ${topics[one.kp] ?? ''}`}
      </span>
    </span>
  );
}
