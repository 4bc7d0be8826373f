import { useEffect, useRef } from 'preact/hooks';
import type { TrailCard } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { Seal } from '../../ui/Seal.tsx';
import type { Stamped } from './stamping.ts';
import type { CounterWords } from './words.ts';

interface Props {
  words: CounterWords;
  point: TrailCard['points'][number];
  trail: TrailCard;
  results: readonly Stamped[];
  waiting: number;
}

/** What became of the card at hand, and how many were stamped in this round. */
export function StampResult({ words, point, trail, results, waiting }: Props) {
  const table = words as Record<string, string>;
  const [shown] = results;
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (shown) section.current?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  const made = results.filter(({ word }) => word === 'accepted').length;
  const had = results.filter(({ word }) => word === 'seen').length;
  const state = waiting > 0 ? 'waiting' : shown ? (shown.good ? 'good' : 'bad') : 'empty';
  return (
    <>
      <section
        ref={section}
        class={`answer ${state}`}
        aria-live="assertive"
        aria-atomic="true"
        aria-label={words.answer}
        data-testid="stamp-result"
        data-state={state}
        data-word={waiting > 0 ? '' : (shown?.word ?? '')}
      >
        {state === 'waiting' && <p class="answer-head song">{words.stamping}</p>}
        {state === 'empty' && <p class="answer-idle">{fill(words.stamp_ready, { point: point.name })}</p>}
        {waiting === 0 && shown && (
          <div key={shown.id} class="answer-body">
            {shown.good ? (
              <Seal text={point.seal} got press={shown.word === 'accepted'} size={104} />
            ) : (
              <p class="answer-sign" aria-hidden="true">
                ✕
              </p>
            )}
            <p class="answer-head song">{table[`stamp_${shown.word}`]}</p>
            {shown.good && (
              <p class="answer-number num" data-testid="stamp-count">
                {fill(words.stamp_of, { stamps: shown.stamps, total: shown.total || trail.points.length })}
              </p>
            )}
            <p class="answer-todo">{table[`stamp_${shown.word}_todo`]}</p>
          </div>
        )}
      </section>
      {made + had > 0 && (
        <p class="muted" data-testid="stamp-round">
          {fill(words.stamp_round, { made, had })}
        </p>
      )}
    </>
  );
}
