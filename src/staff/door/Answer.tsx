import { useEffect, useState } from 'preact/hooks';
import { formatMoment } from '../../i18n/format.ts';
import { fill, fillCount } from '../../ui/fill.ts';
import { say } from '../counter/calls.ts';
import { shortMoment } from '../counter/redeeming.ts';
import { useDesk } from '../shell/Console.tsx';
import { type Judged, type Listed, mayEnter, type Word } from './door.ts';
import type { DoorWords } from './words.ts';

/** What is said about the code at hand. */
export interface Told {
  id: number;
  word: Word | 'event_code' | 'nothing' | 'not_stored';
  judged?: Judged;
  hash?: string;
  /** the scan that was kept for it */
  scan?: string;
  people?: number;
}

interface Props {
  words: DoorWords;
  told: Told | null;
  listed: Listed | undefined;
  /** of the scan, or that could be let in */
  people: number;
  /** the kept scan may still be put right */
  amendable: boolean;
  onPeople(people: number): void;
  onEnter(people: number): void;
}

/** The answer, read at arm's length: how many come in, or why nobody does, and what the clerk may do about it. */
export function Answer({ words, told, listed, people, amendable, onPeople, onEnter }: Props) {
  const { locale } = useDesk();
  const at = (ms: number) => shortMoment(locale, new Date(ms).toISOString(), Date.now());
  const [wish, setWish] = useState(1);
  useEffect(() => setWish(told?.judged?.people || 1), [told?.id]);
  const judged = told?.judged;
  const kept = told?.scan !== undefined;
  const offers = !!judged && !kept && mayEnter(judged);
  const good = told?.word === 'let_in';
  const state = !told ? 'empty' : good ? 'good' : 'bad';
  const count = kept ? people : wish;
  const most = judged?.word === 'unknown' ? 20 : (judged?.people ?? 1);
  const step = (by: number) => {
    const next = Math.min(most, Math.max(1, count + by));
    if (kept) onPeople(next);
    else setWish(next);
  };
  const steps = most > 1 && (kept ? amendable : offers);
  useEffect(() => {
    if (!steps) return;
    // with a keyboard: the field keeps the focus, arrows count
    const hear = (event: KeyboardEvent) => {
      const busy = event.target instanceof HTMLInputElement && event.target.value !== '';
      if (busy || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
      event.preventDefault();
      step(event.key === 'ArrowUp' ? 1 : -1);
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  });
  const values = {
    people: count,
    party: judged?.party ?? 0,
    inside: judged?.inside ?? 0,
    rest: judged?.people ?? 0,
    when: judged?.last ? at(judged.last.at) : '',
    by: judged?.last ? judged.last.by || words.this_device : '',
    list: listed ? at(listed.fetched) : '',
    title: judged?.elsewhere ? say(judged.elsewhere.title, locale) : '',
    date: judged?.elsewhere ? formatMoment(locale, judged.elsewhere.starts_at) : '',
  };
  const head = !told
    ? ''
    : good
      ? judged?.helper
        ? words.head_helper
        : fillCount(words, 'head_let_in', count, locale)
      : told.word === 'other_event' && values.title
        ? words.head_other_event_named
        : words[`head_${told.word}`];
  const todo = todoOf(words, told, steps);
  return (
    <section
      class={`answer ${state}`}
      aria-live="assertive"
      aria-atomic="true"
      aria-label={words.answer}
      data-testid="door-answer"
      data-state={state}
      data-word={told?.word ?? ''}
      data-people={good ? count : 0}
    >
      {!told && <p class="answer-idle">{words.ready}</p>}
      {told && (
        <div key={told.id} class="answer-body">
          <p class="answer-sign" aria-hidden="true">
            {good ? '✓' : '✕'}
          </p>
          <p class="answer-head song">{fill(head ?? '', values)}</p>
          {good && !judged?.helper && count < (judged?.party ?? 0) && <p>{fill(words.of_party, values)}</p>}
          {todo && <p class="answer-todo">{fill(todo, values)}</p>}
          {steps && (
            <div class="door-steps">
              <button type="button" class="btn" aria-label={words.fewer} disabled={count <= 1} onClick={() => step(-1)}>
                −
              </button>
              <output class="song num">{count}</output>
              <button
                type="button"
                class="btn"
                aria-label={words.more_people}
                disabled={count >= most}
                onClick={() => step(1)}
              >
                ＋
              </button>
            </div>
          )}
          {offers && (
            <button type="button" class="btn main" onClick={() => onEnter(count)}>
              {told.word === 'unknown'
                ? fillCount(words, 'enter_unknown', count, locale)
                : fillCount(words, told.word === 'rest' ? 'enter_rest' : 'enter_anyway', count, locale)}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

/** What the clerk may do now. How many came is spoken of only where it can be changed. */
function todoOf(words: DoorWords, told: Told | null, steps: boolean): string | undefined {
  if (!told || (told.word === 'let_in' && !steps)) return '';
  return told.word === 'unknown' && told.scan ? words.todo_unknown_kept : words[`todo_${told.word}`];
}
