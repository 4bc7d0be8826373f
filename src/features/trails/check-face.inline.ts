/** Draws the upper half of `/c`: the seal, where it belongs and what became of it. Used before and after the page is awake. */
import type { CheckpointCard } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { sealGlyphs, sealOutline } from '../../ui/seal.ts';
import { feel } from './check-sense.ts';
import { isRefused, type StampState } from './stamps.ts';

/** Words that the first moment needs; they come with the page. */
export type FaceWords = Record<
  | 'pressed'
  | 'missed'
  | 'pressing'
  | 'blank'
  | 'blank_text'
  | 'noted'
  | 'delivered'
  | 'again'
  | 'pending'
  | 'full'
  | 'unavailable'
  | 'foreign'
  | 'seal_of'
  | 'seal_open'
  | 'seal_blank'
  | 'retry'
  | `no_${'late' | 'closed' | 'unknown_point' | 'not_proved' | 'too_many' | 'refused'}`,
  string
>;

export interface Face {
  /** null: nobody has told yet which point it is */
  card: CheckpointCard | null;
  /** full, unavailable: nothing was stored · foreign: not a code of ours · open: a point that waits for its seal */
  state: StampState | 'pressing' | 'again' | 'pending' | 'full' | 'unavailable' | 'foreign' | 'open';
  /** plays the pressing */
  press?: boolean;
}

const SVG = 'http://www.w3.org/2000/svg';
const find = <E extends Element = HTMLElement>(selector: string) => document.querySelector<E>(selector);
const PRESSED = new Set<Face['state']>(['noted', 'delivered', 'again']);
const put = (element: Element | null, text: string) => {
  // live regions speak at every change of their text
  if (element && element.textContent !== text) element.textContent = text;
};

function drawSeal(text: string, got: boolean, press: boolean, label: string) {
  const seal = find<SVGElement>('#seal svg');
  if (!seal) return;
  const add = (name: string, values: Record<string, string | number>, inside = '') => {
    const one = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(values)) one.setAttribute(key, String(value));
    one.textContent = inside;
    return one;
  };
  seal.replaceChildren(
    add('path', { d: sealOutline(text) }),
    add('rect', { x: 9, y: 9, width: 82, height: 82, rx: 3 }),
    ...(text ? sealGlyphs(text) : []).map(({ text, x, y, size }) =>
      add('text', { x, y, dy: '.36em', 'font-size': size, 'text-anchor': 'middle' }, text),
    ),
  );
  seal.setAttribute('aria-label', label);
  seal.classList.toggle('got', got);
  seal.classList.remove('press');
  if (!press) return;
  seal.getBoundingClientRect(); // an animation starts anew only when the browser has seen it gone
  seal.classList.add('press');
  feel();
}

/** Shows a face; hides the check-in page below it. */
export function showFace({ card, state, press = false }: Face, words: FaceWords): void {
  const got = PRESSED.has(state);
  const failed = state === 'full' || state === 'unavailable';
  find('#stamp')?.removeAttribute('hidden');
  find('#door')?.setAttribute('hidden', '');
  const root = find('#stamp');
  if (root) Object.assign(root.dataset, { state, point: card?.point.id ?? '' });
  const name = card?.point.name;
  drawSeal(
    card?.point.seal ?? '',
    got,
    press && got,
    name ? fill(got ? words.seal_of : words.seal_open, { name }) : got ? words.seal_blank : words.pressing,
  );
  const title = got
    ? words.blank
    : state === 'foreign'
      ? words.foreign
      : state === 'pressing'
        ? words.pressed
        : words.missed;
  put(find('#stamp h1'), name ?? title);
  put(find('#where'), card ? card.point.place : got ? words.blank_text : '');
  const refused = !failed && isRefused(state as StampState) ? words[`no_${state}` as keyof FaceWords] : undefined;
  const said = state === 'open' || state === 'foreign' ? '' : (refused ?? words[state as keyof FaceWords] ?? '');
  put(find('#state'), said);
  find('#retry')?.toggleAttribute('hidden', !failed);
}
