/** Comes after an event's page: the way into one's own calendar, and the map when it is wanted. */
import type { MapData } from '../trails/map/map.ts';
import { offerSharing } from './share.late.ts';

function offerMap(root: HTMLElement) {
  const button = root.querySelector('button');
  const place = root.querySelector<HTMLElement>('.map-place');
  const status = root.querySelector('[role=status]');
  if (!button || !place || !status) return;
  const data: MapData = JSON.parse(root.dataset.map ?? '{}');
  const { words } = data;
  let open: Promise<void> | null = null;
  const show = (shown: boolean) => {
    place.hidden = !shown;
    button.textContent = words[shown ? 'map_close' : 'map_open'] ?? '';
    button.setAttribute('aria-expanded', String(shown));
  };
  button.addEventListener('click', async () => {
    show(place.hidden === true);
    if (open || place.hidden) return;
    status.textContent = words.map_loading ?? '';
    open = import('../trails/map/map.ts').then(({ openMap }) => openMap(place, data));
    const failed = await open.then(
      () => false,
      () => true,
    );
    status.textContent = failed ? (words.map_failed ?? '') : '';
    if (!failed) return;
    open = null;
    show(false);
  });
}

const map = document.getElementById('event-map');
if (map) offerMap(map);
offerSharing();
