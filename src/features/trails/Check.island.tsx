/**
 * Comes after `/c`: tells which point the seal belongs to and what became of it. What stands below the seal, and the
 * check-in page's buttons, are fetched behind that or at the first touch: the seal's characters wait for neither.
 */
import type { CheckWords } from './CheckDoor.tsx';
import { type CheckState, createCheck } from './check.state.ts';
import type { Face } from './check-face.inline.ts';
import { isRefused, stands } from './stamps.ts';

/** When the rest is fetched without a touch, so that it is there offline. */
const LATER_MS = 3000;

interface CheckData {
  locale: string;
  words: CheckWords;
  hosts: string[];
  paths: { trails: string; rewards: string; passport: string };
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
  const press = got && (before === 'pending' || (shown === '' && card !== null));
  dispatchEvent(new CustomEvent<Face>('qingtu-face', { detail: { card, state, press } }));
}

const check = createCheck(data.locale, (state) => {
  redraw(state);
  if (awake) draw();
});
const on = { press: check.press, type: (code: string | null) => void check.type(code) };

let below: Promise<typeof import('./CheckBelow.tsx')> | undefined;
let awake = false;
/** Draws the lower half; a phone without a network that never had it shows the seal alone. */
async function draw() {
  below ??= import('./CheckBelow.tsx');
  const loaded = await below.catch(() => undefined);
  if (!loaded) below = undefined;
  if (!loaded || !door || !more) return;
  awake = true;
  const shut = /^(full|unavailable)$/.test(stamp?.dataset.state ?? '');
  loaded.drawBelow(door, more, stamp?.hidden !== false, { state: check.state, words, hosts, paths, on, shut });
}

/** A touch that came before the buttons were awake is given to them. */
function replay(event: Event) {
  if (awake || !(event.target instanceof Element)) return;
  const button = event.target.closest('button') ?? event.target.querySelector('button');
  event.preventDefault();
  void draw().then(() => awake && button?.isConnected && button.click());
}
door?.addEventListener('click', (event) => (event.target as Element).closest('button') && replay(event), true);
door?.addEventListener('submit', replay, true);
door?.addEventListener('focusin', () => awake || void draw(), { once: true });

addEventListener('qingtu-stamp', () => awake && void draw());
const [, trail, point] = /^([a-z0-9-]+)\/([a-z0-9-]+)$/.exec(new URLSearchParams(location.search).get('p') ?? '') ?? [];
void check.start().then(async () => {
  if (trail && point && !check.state.seal) await check.open(trail, point);
  if (stamp?.hidden === false) await draw();
  else setTimeout(draw, LATER_MS);
});
