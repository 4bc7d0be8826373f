/** 我在哪里: a dot on this phone's map, after a tap; the position is not kept and goes nowhere. */
import L from 'leaflet';
import type { Position } from '../../../contract/trails.ts';
import { fill } from '../../../ui/fill.ts';
import { whereAmI } from '../locate.ts';
import { distance, said } from '../trails.ts';
import type { Draw } from './datum.ts';
import { latLng, type MapPoint } from './map.ts';

interface On {
  path: Position[];
  points: MapPoint[];
  words: Record<string, string>;
  draw: Draw;
  /** the map fetches its ground from a tile server */
  tiles: boolean;
}
/** Farther away the map stays with the trail and says only how far. */
const FAR_M = 3000;

export function offerHere(place: HTMLElement, map: L.Map, { path, points, words, draw, tiles }: On): void {
  const row = Object.assign(document.createElement('div'), { className: 'row' });
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'btn',
    textContent: words.map_here,
  });
  const status = Object.assign(document.createElement('p'), {
    className: 'muted small grow',
    textContent: words.map_here_note,
  });
  status.setAttribute('role', 'status');
  row.append(button, status);
  place.append(row);
  // above the markers, which would hide it
  map.createPane('here').classList.add('map-above');
  let dot: L.LayerGroup | null = null;
  const way = (metres: number) => {
    const { key, n } = said(metres);
    return fill(words[key] ?? '', { n });
  };
  button.addEventListener('click', async () => {
    button.disabled = true;
    status.textContent = words.near_asking ?? '';
    const fix = await whereAmI();
    button.disabled = false;
    dot?.remove();
    if (typeof fix === 'string') {
      status.textContent = words[`near_${fix}`] ?? '';
      return;
    }
    const far = Math.min(
      ...[...path, ...points.map(({ position }) => position)].map((at) => distance(at, fix.position)),
    );
    const at = latLng(draw(fix.position));
    dot = L.layerGroup([
      L.circle(at, { radius: fix.accuracy, className: 'map-around', interactive: false }),
      L.circleMarker(at, { radius: 8, className: 'map-here', interactive: false, pane: 'here' }),
    ]).addTo(map);
    // tiles asked for around somebody would tell their server where that is: then the map stays with the trail
    const seen = map.getBounds().contains(at) || (far < FAR_M && !tiles);
    if (seen && !map.getBounds().contains(at)) map.fitBounds(map.getBounds().extend(at), { animate: false });
    status.textContent = fill(words[seen ? 'map_here_dot' : 'map_here_far'] ?? '', {
      way: way(seen ? fix.accuracy : far),
    });
  });
}
