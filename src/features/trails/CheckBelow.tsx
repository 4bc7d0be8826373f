/** What stands below the seal on `/c`, and the check-in page awake. Fetched behind the seal, or at the first touch. */
import { hydrate, render } from 'preact';
import { PROOFS } from '../../contract/trails.ts';
import { CheckAfter } from './CheckAfter.tsx';
import { type CheckActions, CheckDoor, type CheckWords } from './CheckDoor.tsx';
import { CheckProofs } from './CheckProofs.tsx';
import type { CheckState } from './check.state.ts';
import { isRefused, stands } from './stamps.ts';

export interface BelowProps {
  state: CheckState;
  words: CheckWords;
  hosts: readonly string[];
  paths: { trails: string; rewards: string; passport: string };
  on: CheckActions;
  /** this browser can keep nothing */
  shut: boolean;
}

function Below({ state, words, hosts, paths, on, shut }: BelowProps) {
  const { seal, card, got, point, said } = state;
  if (seal && card && !isRefused(seal.state))
    return (
      <>
        {!stands(seal) && <p class="muted">{words.pending_text}</p>}
        <CheckAfter
          {...{ words, hosts, on, card, got }}
          trail={`${paths.trails}/${card.trail.slug}`}
          rewards={paths.rewards}
        />
      </>
    );
  if (seal && !isRefused(seal.state)) return <p class="muted">{words.blank_more}</p>;
  if (said === 'point_unknown' || said === 'point_offline') return <p>{words[said]}</p>;
  // where nothing can be kept, no code helps: somebody of the staff does
  const tried = shut ? PROOFS.filter((proof) => proof !== 'staff') : state.tried;
  return (
    <>
      {seal && <h2>{words.other_ways}</h2>}
      <CheckProofs {...{ words, hosts, card, point, tried, said, on }} passport={paths.passport} />
    </>
  );
}

let put = hydrate;

/** Draws whichever half is to be seen, over what the server drew. */
export function drawBelow(door: Element, more: Element, open: boolean, props: BelowProps): void {
  const { words, hosts, state, on } = props;
  // a hidden form would be found by its label before the one that is seen
  if (open) put(<CheckDoor words={words} hosts={hosts} said={state.said} on={on} />, door);
  else if (put === hydrate) door.replaceChildren();
  else render(null, door);
  if (open || put === render) put = render;
  if (!open) render(<Below {...props} />, more);
}
