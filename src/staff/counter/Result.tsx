import { useEffect, useRef } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { type Outcome, shortMoment } from './redeeming.ts';
import { groups } from './scan.ts';
import type { CounterWords } from './words.ts';

interface Props {
  words: CounterWords;
  outcome: Outcome | undefined;
  /** codes that are still being asked about */
  waiting: number;
  /** leads to stamping, for a trail that asks for it */
  toStamping: () => void;
}

/** The answer, large enough to be read at arm's length: hand it out, or why not and what to do. */
export function Result({ words, outcome, waiting, toStamping }: Props) {
  const say = useSaid(words);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (outcome) section.current?.scrollIntoView({ block: 'nearest' });
  }, [outcome]);
  const state = waiting > 0 ? 'waiting' : outcome ? (outcome.good ? 'good' : 'bad') : 'empty';
  return (
    <section
      ref={section}
      class={`answer ${state}`}
      aria-live="assertive"
      aria-atomic="true"
      aria-label={words.answer}
      data-testid="redeem-result"
      data-state={state}
      data-word={waiting > 0 ? '' : (outcome?.word ?? '')}
    >
      {state === 'waiting' && (
        <>
          <p class="answer-head song">{words.asking}</p>
          <p>{words.asking_text}</p>
        </>
      )}
      {state === 'empty' && <p class="answer-idle">{words.ready}</p>}
      {waiting === 0 && outcome && (
        <div key={outcome.id} class="answer-body">
          <p class="answer-sign" aria-hidden="true">
            {outcome.good ? '✓' : '✕'}
          </p>
          <p class="answer-head song">{say.head(outcome)}</p>
          {outcome.number && <p class="answer-number num">{groups(outcome.number)}</p>}
          <p class="answer-todo">{say.todo(outcome)}</p>
          {(outcome.word === 'flagged' || outcome.word === 'passport') && (
            <button type="button" class="btn" onClick={toStamping}>
              {words.to_stamping}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

/** Codes answered before the one in sight: during a rush nobody reads every answer in time. */
export function Recent({ words, outcomes }: { words: CounterWords; outcomes: readonly Outcome[] }) {
  const say = useSaid(words);
  if (outcomes.length === 0) return null;
  return (
    <section class="recent" aria-labelledby="recent-title">
      <h2 id="recent-title">{words.recent}</h2>
      <ol class="plain-list" data-testid="recent">
        {outcomes.map((outcome) => (
          <li key={outcome.id} class={outcome.good ? 'good' : 'bad'} data-word={outcome.word}>
            <span aria-hidden="true">{outcome.good ? '✓' : '✕'}</span>
            <span class="grow">{say.head(outcome)}</span>
            <span class="num muted">{outcome.number}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function useSaid(words: CounterWords) {
  const { locale } = useDesk();
  const table = words as Record<string, string>;
  const values = (outcome: Outcome) => ({
    gift: outcome.gift,
    when: shortMoment(locale, outcome.when, outcome.said),
    counter: outcome.counter,
    by: outcome.by,
  });
  return {
    head: (outcome: Outcome) => fill(table[`said_${outcome.word}`] ?? outcome.word, values(outcome)),
    todo: (outcome: Outcome) => fill(table[`todo_${outcome.word}`] ?? '', values(outcome)),
  };
}
