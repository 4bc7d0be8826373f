/** Wakes what stands below the seal on `/c`, and the check-in page. Comes after the page; the seal needs none of it. */
import { hydrate, render } from 'preact';
import { PROOFS } from '../../contract/trails.ts';
import { CheckAfter } from './CheckAfter.tsx';
import { CheckDoor, type CheckWords } from './CheckDoor.tsx';
import { CheckProofs } from './CheckProofs.tsx';
import { type Check, type CheckState, createCheck } from './check.state.ts';
import { type FaceWords, showFace } from './check-face.inline.ts';
import { setSound, soundOn } from './check-sense.ts';
import { isRefused, stands } from './stamps.ts';

export interface CheckData {
  locale: string;
  words: FaceWords & CheckWords;
  hosts: string[];
  paths: { trails: string; rewards: string };
}

const data: CheckData = JSON.parse(document.getElementById('check-data')?.textContent ?? '{}');
const { words, paths } = data;
const hosts = [location.origin, ...data.hosts];
const door = document.getElementById('door');
const more = document.getElementById('more');
const stamp = document.getElementById('stamp');

/** Draws the seal anew when it stands for something else than before. */
function redraw({ seal, card }: CheckState) {
  const { state: before = '', point: shown } = stamp?.dataset ?? {};
  // what could not be stored, or is no code of ours, stays said until something is pressed
  if (before === 'full' || before === 'unavailable' || before === 'foreign' || !(seal || card)) return;
  const got = seal !== null && stands(seal);
  const now = !seal ? 'open' : got || isRefused(seal.state) ? seal.state : 'pending';
  const state = before === 'again' && got ? 'again' : now;
  if (state === before && shown === (card?.point.id ?? '')) return;
  // one that appears now – its point has been told, or an answer was right – is pressed before the eyes
  showFace({ card, state, press: got && (before === 'pending' || (shown === '' && card !== null)) }, words);
}

function Below({ check }: { check: Check }) {
  const { state } = check;
  const { seal, card, got } = state;
  const on = { press: check.press, type: (typed: string) => void check.type(typed), failed: check.failed };
  // where nothing can be kept, no code helps: somebody of the staff does
  const shut = /^(full|unavailable)$/.test(stamp?.dataset.state ?? '');
  const tried = shut ? PROOFS.filter((proof) => proof !== 'staff') : state.tried;
  const proofs = { words, hosts, card, point: state.point, tried, said: state.said, on };
  if (seal && card && !isRefused(seal.state))
    return (
      <>
        <CheckAfter
          {...{ words, hosts, on, card, got }}
          trail={`${paths.trails}/${card.trail.slug}`}
          rewards={paths.rewards}
        />
        {!stands(seal) && <p class="muted">{words.pending_text}</p>}
      </>
    );
  if (seal && !isRefused(seal.state)) return <p class="muted">{words.blank_more}</p>;
  if (state.said === 'point_unknown' || state.said === 'point_offline') return <p>{words[state.said]}</p>;
  return (
    <>
      {seal && <h2>{words.other_ways}</h2>}
      <CheckProofs {...proofs} />
    </>
  );
}

const check = createCheck(data.locale, (state) => {
  redraw(state);
  draw();
});

let put = hydrate;
function draw() {
  const on = { press: check.press, type: (typed: string) => void check.type(typed) };
  const open = stamp?.hidden !== false;
  if (door && open) put(<CheckDoor words={words} hosts={hosts} said={check.state.said} on={on} />, door);
  // a hidden form would be found by its label before the one that is seen
  else if (put === hydrate) door?.replaceChildren();
  else if (door) render(null, door);
  if (open) put = render;
  if (more && !open) render(<Below check={check} />, more);
}

const sound = document.getElementById('sound');
const markSound = () => sound?.setAttribute('aria-pressed', String(soundOn()));
sound?.addEventListener('click', () => {
  setSound(!soundOn());
  markSound();
});
markSound();
draw();
addEventListener('qingtu-stamp', draw);
const [, trail, point] = /^([a-z0-9-]+)\/([a-z0-9-]+)$/.exec(new URLSearchParams(location.search).get('p') ?? '') ?? [];
void check.start().then(() => {
  if (trail && point && !check.state.seal) void check.open(trail, point);
});
