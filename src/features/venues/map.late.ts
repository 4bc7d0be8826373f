/** The map of the list, fetched with its points only when somebody asks for it. */
import type { Locale } from '../../contract/locales.ts';
import { pointsHere } from './points.state.ts';

const root = document.getElementById('venue-map');
const button = root?.querySelector('button');
const place = root?.querySelector<HTMLElement>('.map-place');
const status = root?.querySelector('[role=status]');
const data = JSON.parse(root?.dataset.map ?? '{}');
const words: Record<string, string> = data.words ?? {};
let open: Promise<void> | null = null;

const say = (key: string) => {
  if (status) status.textContent = words[key] ?? '';
};
function show(shown: boolean) {
  if (!place || !button) return;
  place.hidden = !shown;
  button.textContent = words[shown ? 'map_close' : 'map_open'] ?? '';
  button.setAttribute('aria-expanded', String(shown));
}

async function draw(into: HTMLElement) {
  const [{ openMany }, points] = await Promise.all([
    import('../trails/map/many.ts'),
    pointsHere(document.documentElement.lang as Locale),
  ]);
  if (points.length === 0) {
    show(false);
    return say('map_none');
  }
  await openMany(into, { points, tiles: data.tiles, page: data.page, words });
  say(data.demo ? 'map_demo' : '');
}

button?.addEventListener('click', async () => {
  if (!place) return;
  show(place.hidden === true);
  if (open || place.hidden) return;
  say('map_loading');
  open = draw(place);
  await open.catch(() => {
    open = null;
    show(false);
    say('map_failed');
  });
});
