/**
 * Written into `/c`: what was scanned is a fact on the phone and a seal on the screen before anything else is loaded or
 * asked. The token leaves the address once the phone has it: whoever sends the link on sends no code along. The history's
 * entry names the seal instead, so that a reload shows it again.
 */
import type { CheckpointCard } from '../../contract/trails.ts';
import { type NoteError, note, now, readDraft, writeDraft } from '../../outbox/note.ts';
import { sha256Hex } from '../../outbox/sha256.ts';
import { type StampDraft, sameToday, secretOf, stampOfFragment, subjectOf } from './check.ts';
import { type Face, type FaceWords, showFace } from './check-face.inline.ts';
import { setSound, soundOn } from './check-sense.ts';
import {
  cardOf,
  change,
  isRefused,
  KNOWN_KEY,
  type Known,
  NOTED_KEY,
  pointOfHash,
  SEALS_KEY,
  type Seals,
  type Stamped,
  stands,
  subjects,
  withSeal,
} from './stamps.ts';

declare global {
  interface Window {
    /** a code whose point this phone cannot tell: the rest of the page asks for it, without looking for it first */
    __untold?: { at: number; code: string };
  }
}

/** Event by which the rest of the page learns that a seal was pressed or shown. */
const PRESSED = 'qingtu-stamp';

const data = document.getElementById('check-data');
const words = JSON.parse(data?.textContent ?? '{}').words as FaceWords;
const show = (face: Face) => showFace(face, words);

const read = async () => {
  const [seals, known] = await Promise.all([readDraft<Seals>(SEALS_KEY), readDraft<Known>(KNOWN_KEY)]);
  return { seals: seals ?? { list: [] }, known: known ?? {} };
};

/** The entry in the history stands for the seal; nothing secret is left in the address. */
function settle(at: number) {
  history.replaceState({ stamp: at }, '', location.pathname);
  dispatchEvent(new Event(PRESSED));
}

/** How a seal on this phone looks: an answer waits for the database. */
const looks = (seal: Stamped): Face['state'] => (isRefused(seal.state) || stands(seal) ? seal.state : 'pending');

/** Settled when what was scanned last is written down, or could not be. */
let pressed = Promise.resolve();

async function press(stamp: StampDraft) {
  show({ card: null, state: 'pressing' });
  try {
    const { seals, known } = await read();
    const secret = secretOf(stamp);
    const hash = secret && sha256Hex(secret);
    const place = hash ? pointOfHash(known, hash) : subjectOf(stamp);
    const made: Stamped = {
      at: now(),
      record: null,
      proof: stamp.proof,
      hash,
      trail: place?.trail ?? null,
      point: place?.point ?? null,
      state: 'noted',
    };
    const card: CheckpointCard | null = cardOf(known, made.trail, made.point);
    const before = sameToday(seals, made);
    if (before) {
      const state = stands(before) ? 'again' : 'pending';
      show({ card: card ?? cardOf(known, before.trail, before.point), state, press: true });
      return settle(before.at);
    }
    const after = withSeal(seals, made);
    const { id } = await note(stamp, { key: SEALS_KEY, value: after });
    show({ card, state: looks(made), press: true });
    if (secret && !card) window.__untold = { at: made.at, code: secret };
    settle(made.at);
    await writeDraft(SEALS_KEY, change(after, made.at, { record: id })).catch(() => undefined);
    await writeDraft(NOTED_KEY, subjects(after)).catch(() => undefined);
  } catch (error) {
    // the token stays in the address: trying again is opening the code again
    show({ card: null, state: (error as NoteError).code === 'full' ? 'full' : 'unavailable' });
    dispatchEvent(new Event(PRESSED));
  }
}

/** After a reload: the seal of this entry of the history, as the phone remembers it. */
async function recall(at: number) {
  const { seals, known } = await read();
  const seal = seals.list.find((one) => one.at === at);
  if (!seal) return;
  show({ card: cardOf(known, seal.trail, seal.point), state: looks(seal) });
  dispatchEvent(new Event(PRESSED));
}

function begin() {
  const { hash } = location;
  const stamp = stampOfFragment(hash);
  if (stamp) pressed = press(stamp);
  else if (hash.length > 1 && hash !== '#main') {
    history.replaceState(null, '', location.pathname);
    show({ card: null, state: 'foreign' });
    dispatchEvent(new Event(PRESSED));
  } else if (typeof history.state?.stamp === 'number') void recall(history.state.stamp).catch(() => undefined);
}

/** Sound is off until it is wanted; the choice stays on the phone. */
function offerSound() {
  const button = document.getElementById('sound');
  const mark = () => button?.setAttribute('aria-pressed', String(soundOn()));
  button?.addEventListener('click', () => {
    setSound(!soundOn());
    mark();
  });
  mark();
}

/**
 * A browser may have kept this page for a day, and the scripts it names went with a new version: the page is fetched anew,
 * once. A slow phone first finishes writing the seal down: opened with the token again, it would press the same code twice.
 */
function renew() {
  addEventListener(
    'error',
    async ({ target }) => {
      const { state } = history;
      if (!(target instanceof HTMLScriptElement) || state?.renewed) return;
      const reply = await fetch(location.pathname, { cache: 'reload' }).catch(() => null);
      if (!reply?.ok) return;
      await pressed;
      history.replaceState({ ...history.state, renewed: true }, '');
      location.reload();
    },
    true,
  );
}

renew();
begin();
offerSound();
addEventListener('hashchange', begin);
// answers, short codes and places of the rest of the page go the same way
addEventListener('qingtu-press', (event) => {
  void press((event as CustomEvent<StampDraft>).detail);
  // what was pressed far below is seen, and read out, where it appears
  scrollTo(0, 0);
  document.querySelector<HTMLElement>('#stamp h1')?.focus({ preventScroll: true });
});
// and the seal is drawn here alone: what comes later need not bring its drawing along
addEventListener('qingtu-face', (event) => show((event as CustomEvent<Face>).detail));
document.getElementById('retry')?.addEventListener('click', begin);
