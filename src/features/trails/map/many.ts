/** Thousands of places on one map: circles on a canvas, and beside it a list of those in view that keys can reach. */
import L from 'leaflet';
import sheet from 'leaflet/dist/leaflet.css?url';
import { fill } from '../../../ui/fill.ts';
import { drawnIn } from './datum.ts';
import own from './map.css?url';
import { attribute, latLng, type MapData, style } from './map.ts';
import { listPoints } from './points.ts';

export interface ManyData {
  points: [lng: number, lat: number, key: string, name: string][];
  tiles: MapData['tiles'];
  /** address of a place's page, before its key */
  page: string;
  words: Record<string, string>;
}

/** Places in the list beside the map: more would be nobody's help. */
const LISTED = 40;

/** Draws the map into `place`, which is shown already. Rejects when its style does not arrive. */
export async function openMany(place: HTMLElement, { points, tiles, page, words }: ManyData): Promise<void> {
  const [draw] = await Promise.all([drawnIn(tiles?.datum ?? 'wgs84'), style(sheet).then(() => style(own))]);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const box = Object.assign(document.createElement('div'), { className: 'map-box' });
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', words.map_label ?? '');
  place.replaceChildren(box);
  const map = L.map(box, {
    zoomControl: false,
    maxZoom: 19,
    zoomSnap: 0.25,
    zoomAnimation: !still,
    fadeAnimation: !still,
    scrollWheelZoom: false,
    preferCanvas: true,
  });
  L.control.zoom({ zoomInTitle: words.zoom_in ?? '', zoomOutTitle: words.zoom_out ?? '' }).addTo(map);
  attribute(map, tiles, words);
  for (const url of tiles?.urls ?? []) L.tileLayer(url, { maxZoom: 19 }).addTo(map);

  // a canvas knows no classes: its colours are taken from the page
  const colour = (name: string) => getComputedStyle(box).getPropertyValue(name).trim();
  const look = { radius: 7, weight: 2, color: colour('--surface'), fillColor: colour('--jade'), fillOpacity: 0.9 };
  const placed = points.map(([lng, lat, key, name]) => ({ at: L.latLng(latLng(draw([lng, lat]))), key, name }));
  const popup = L.popup({ maxWidth: 210, autoPanPaddingTopLeft: [64, 12] });
  const show = ({ at, key, name }: (typeof placed)[number]) => {
    const content = document.createElement('div');
    const title = Object.assign(document.createElement('strong'), { textContent: name });
    const more = Object.assign(document.createElement('a'), {
      href: page + encodeURIComponent(key),
      textContent: words.map_story,
    });
    content.append(title, more);
    popup.setLatLng(at).setContent(content).openOn(map);
    return more;
  };
  for (const one of placed)
    L.circleMarker(one.at, look)
      .on('click', () => show(one))
      .addTo(map);

  const side = Object.assign(document.createElement('div'), { className: 'map-side' });
  const seen = Object.assign(document.createElement('p'), { className: 'muted small' });
  const list = document.createElement('div');
  seen.setAttribute('role', 'status');
  side.append(seen, list);
  place.append(side);
  place.classList.add('map-many');
  const tell = () => {
    const view = map.getBounds();
    const middle = map.getCenter();
    const inside = placed.filter(({ at }) => view.contains(at));
    const near = inside
      .map((one) => ({ one, far: middle.distanceTo(one.at) }))
      .sort((a, b) => a.far - b.far)
      .slice(0, LISTED)
      .map(({ one }) => one);
    const counts = { n: inside.length, total: placed.length, shown: near.length };
    const said = near.length < inside.length ? `${words.map_seen} ${words.map_nearest}` : words.map_seen;
    seen.textContent = fill(said ?? '', counts);
    list.replaceChildren();
    listPoints(list, near, words, (i) => {
      const one = near[i];
      if (one) show(one).focus({ preventScroll: true });
    });
  };
  map.on('moveend', tell);
  map.fitBounds(L.latLngBounds(placed.map(({ at }) => at)), { padding: [24, 34], maxZoom: 15, animate: false });
}
