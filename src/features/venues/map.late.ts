/** The map of the list, fetched with its points only when somebody asks for it. */
import type { Locale } from '../../contract/locales.ts';
import { fill } from '../../ui/fill.ts';
import { pointsHere } from './points.state.ts';

const root = document.getElementById('venue-map');
const button = root?.querySelector('button');
const place = root?.querySelector<HTMLElement>('.map-place');
const status = root?.querySelector('.map-says');
const data = JSON.parse(root?.dataset.map ?? '{}');
const words: Record<string, string> = data.words ?? {};
let open: Promise<void> | null = null;

const say = (text = '') => {
  if (status) status.textContent = text;
};
function show(shown: boolean) {
  if (!place || !button) return;
  place.hidden = !shown;
  const label = button.querySelector('span');
  if (label) label.textContent = words[shown ? 'map_close' : 'map_open'] ?? '';
  button.setAttribute('aria-expanded', String(shown));
}

async function draw(into: HTMLElement) {
  const [{ openMany }, points] = await Promise.all([
    import('../trails/map/many.ts'),
    pointsHere(document.documentElement.lang as Locale),
  ]);
  if (points.length === 0) {
    show(false);
    return say(words.map_none);
  }
  await openMany(into, { points, tiles: data.tiles, page: data.page, words });
  const rest = data.total - points.length;
  say([data.demo && words.map_demo, rest > 0 && fill(words.map_rest ?? '', { n: rest })].filter(Boolean).join(' '));
}

button?.addEventListener('click', async () => {
  if (!place) return;
  show(place.hidden === true);
  if (open || place.hidden) return;
  say(words.map_loading);
  open = draw(place);
  await open.catch(() => {
    open = null;
    show(false);
    say(words.map_failed);
  });
});
