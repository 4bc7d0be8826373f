/** Wakes a trail's page: the person's seals, saving, and what is loaded only when it is wanted: games and the map. */
import type { Areas } from '../../i18n/keys.ts';
import { collected } from './collected.state.ts';
import { askForChanges } from './fresh.late.ts';
import type { MapData } from './map/map.ts';
import { mark } from './marks.late.ts';
import { showNext, type Way } from './next.late.ts';
import { offerSaving } from './save.late.ts';
import type { Plan } from './save.state.ts';

/** What the page hands over, as JSON in `#trail-data`. */
export interface TrailData {
  plan: Plan;
  mb: string;
  way: Way;
  gameWords: Areas['games'];
  map: Omit<MapData, 'words'>;
  words: Record<string, string>;
}

const { plan, mb, way, gameWords, map, words }: TrailData = JSON.parse(
  document.getElementById('trail-data')?.textContent ?? '{}',
);
const { slug, revision } = plan.trail;
const find = (id: string) => document.getElementById(id);

function offerGame(host: HTMLElement) {
  const game = plan.trail.points.find((point) => point.game?.slug === host.dataset.game)?.game;
  const button = host.querySelector('button');
  if (!button || !game) return;
  const label = button.textContent;
  button.addEventListener('click', async () => {
    button.disabled = true;
    button.textContent = words.playing ?? '';
    try {
      const { openGame } = await import('./PointGame.tsx');
      openGame(host, game, gameWords);
    } catch {
      button.disabled = false;
      button.textContent = `${words.play_failed} · ${label}`;
    }
  });
}

function offerMap(root: HTMLElement) {
  const button = root.querySelector('button');
  const place = root.querySelector<HTMLElement>('.map-place');
  const status = root.querySelector('[role=status]');
  if (!button || !place || !status) return;
  let open: Promise<void> | null = null;
  const say = (key: string) => {
    status.textContent = words[key] ?? '';
  };
  button.addEventListener('click', async () => {
    place.hidden = open !== null && !place.hidden;
    button.textContent = words[place.hidden ? 'map_open' : 'map_close'] ?? '';
    button.setAttribute('aria-expanded', String(!place.hidden));
    if (open || place.hidden) return;
    say('map_loading');
    open = import('./map/map.ts').then(({ openMap }) => openMap(place, { ...map, words }));
    await open.then(
      () => say(''),
      () => {
        open = null;
        place.hidden = true;
        button.textContent = words.map_open ?? '';
        button.setAttribute('aria-expanded', 'false');
        say('map_failed');
      },
    );
  });
}

void collected((seals) => {
  const got = mark(document, slug, seals);
  const card = find('next');
  if (card) showNext(card, way, got, words);
});
const saving = find('save');
if (saving) offerSaving(saving, plan, mb, words);
const mapping = find('map');
if (mapping) offerMap(mapping);
for (const host of document.querySelectorAll<HTMLElement>('[data-game]')) offerGame(host);
askForChanges(revision, find('changed'));
