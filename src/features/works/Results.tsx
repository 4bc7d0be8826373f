import type { VoteRound } from '../../contract/registers.ts';
import type { Areas } from '../../i18n/keys.ts';
import { BarWithInterval } from '../../ui/charts.tsx';
import { fill } from '../../ui/fill.ts';

interface Props {
  round: VoteRound;
  titles: ReadonlyMap<string, string>;
  words: Areas['works'];
  count: (value: number) => string;
  day: (value: string) => string;
}

/** A round that is over: bars with their numbers, most votes first. */
export function Results({ round, titles, words, count, day }: Props) {
  const results = round.results ?? [];
  const total = results.reduce((sum, { votes }) => sum + votes, 0);
  return (
    <section class="card stack over" aria-labelledby={`over-${round.key}`}>
      <div class="stack tight">
        <h3 id={`over-${round.key}`}>{round.title}</h3>
        <p class="muted small">
          {fill(words.over_when, { from: day(round.from), to: day(round.to) })}
          {round.results !== null && ` · ${fill(words.over_total, { n: count(total) })}`}
        </p>
      </div>
      {round.results === null ? (
        <p class="muted">{words.over_waits}</p>
      ) : total === 0 ? (
        <p class="muted">{words.over_none}</p>
      ) : (
        <BarWithInterval
          rows={results.map(({ work, votes }) => {
            const label = titles.get(work) ?? words.vote_unknown_work;
            const n = count(votes);
            const title = fill(words.over_bar, { title: label, n });
            return { label, share: votes / total, text: fill(words.votes, { n }), title };
          })}
        />
      )}
    </section>
  );
}
