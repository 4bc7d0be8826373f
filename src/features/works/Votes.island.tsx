import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { VoteRound, WorkCard } from '../../contract/registers.ts';
import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';
import { createVotes } from './vote.state.ts';
import { type MyVote, mayVote, whyRefused } from './works.ts';

type Words = Pick<Areas['works'], Extract<keyof Areas['works'], `vote_${string}`>>;
interface Props {
  rounds: VoteRound[];
  /** of these rounds; `to` leads to the work in the gallery */
  works: (Pick<WorkCard, 'key' | 'title' | 'maker' | 'picture' | 'kind'> & { to: string })[];
  /** last day of a round, in the reader's language */
  until: Record<string, string>;
  words: Words;
}

/** Open rounds: what it means to vote, the works, and this person's vote. */
export function Votes({ rounds, works, until, words }: Props) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const ref = useRef<ReturnType<typeof createVotes> | null>(null);
  useEffect(() => {
    ref.current = createVotes(() => redraw(0));
    redraw(0);
    return ref.current.wake();
  }, []);
  const votes = ref.current;
  const of = new Map(works.map((work) => [work.key, work]));
  return (
    <div class="stack">
      {rounds.map((round) => {
        const mine = votes?.state.votes[round.key];
        const may = mayVote(round, mine);
        return (
          <section key={round.key} class="card stack round" aria-labelledby={`round-${round.key}`}>
            <div class="stack tight">
              <p class="row">
                <span class="chip">{words.vote_open}</span>
                <span class="muted small">{fill(words.vote_until, { day: until[round.key] ?? '' })}</span>
              </p>
              <h2 id={`round-${round.key}`}>{round.title}</h2>
              {may && <p class="muted js">{words.vote_rule}</p>}
            </div>
            <p role="status" class={mine || votes?.state.failed ? 'notice' : 'vh'}>
              {votes?.state.failed ? words.vote_failed : mine && said(mine, of, words)}
            </p>
            <ul class="ballot">
              {round.works.map((key) => {
                const work = of.get(key);
                if (!work) return null;
                const chosen = mine?.work === key && mine.state !== 'refused';
                return (
                  <li key={key} class={chosen ? 'chosen' : undefined}>
                    {work.picture && <img src={work.picture} alt="" width="96" height="96" loading="lazy" />}
                    <a class="grow" href={work.to}>
                      <strong>{work.title}</strong>
                      <span class="muted small">{[work.kind.name, work.maker].filter(Boolean).join(' · ')}</span>
                    </a>
                    {chosen && <strong class="chip">{words.vote_mine}</strong>}
                    {may && (
                      <button
                        type="button"
                        class="btn js"
                        disabled={!votes}
                        onClick={() => void votes?.vote(round.key, key)}
                      >
                        {words.vote_for}
                        <span class="vh">{` ${work.title}`}</span>
                      </button>
                    )}
                  </li>
                );
              })}
            </ul>
            <noscript>
              <p class="muted">{words.vote_script}</p>
            </noscript>
          </section>
        );
      })}
    </div>
  );
}

/** What stands above the works once somebody has voted. */
function said(mine: MyVote, of: ReadonlyMap<string, { title: string }>, words: Words): string {
  if (mine.state === 'refused') return fill(words.vote_refused, { why: words[`vote_why_${whyRefused(mine.verdict)}`] });
  const title = of.get(mine.work)?.title ?? words.vote_unknown_work;
  if (mine.second) return fill(words.vote_earlier, { title });
  const yours = fill(words.vote_yours, { title });
  const space = /[a-z.]$/i.test(yours) ? ' ' : '';
  return yours + space + words[`vote_${mine.state}`];
}
