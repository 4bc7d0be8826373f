/** The trail on a map: its own path and points, over the operator's tiles where there are any. Loaded when it is wanted. */
import L from 'leaflet';
import sheet from 'leaflet/dist/leaflet.css?url';
import type { Position } from '../../../contract/trails.ts';
import { drawnIn } from './datum.ts';
import { offerHere } from './here.ts';
import own from './map.css?url';
import { listPoints } from './points.ts';

export interface MapPoint {
  id: string;
  name: string;
  place: string;
  position: Position;
}
export interface MapData {
  path: Position[];
  points: MapPoint[];
  tiles: { urls: string[]; attribution: string; approval: string; datum: 'wgs84' | 'gcj02' } | null;
  words: Record<string, string>;
}

/** GeoJSON has longitude first, Leaflet latitude. */
export const latLng = ([lng, lat]: Position): L.LatLngTuple => [lat, lng];

/** Styles are asked for now: no page pays for them before. */
export function style(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address });
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      reject(new Error('no style'));
    };
    document.head.append(link);
  });
}

/** What a marker opens: name, where to find it, and the way to its story. Built as elements: no text becomes HTML. */
function popup({ id, name, place }: MapPoint, words: Record<string, string>): HTMLElement {
  const box = document.createElement('div');
  const title = Object.assign(document.createElement('strong'), { textContent: name });
  const where = Object.assign(document.createElement('span'), { textContent: place });
  const story = Object.assign(document.createElement('a'), { href: `#${id}`, textContent: words.map_story });
  box.append(title, where, story);
  return box;
}

/** Who made what lies under the map, and the number under which it was approved. */
export function attribute(map: L.Map, tiles: MapData['tiles'], words: Record<string, string>) {
  // the default prefix leads to another site
  map.attributionControl.setPrefix(false);
  const text = tiles ? tiles.attribution : (words.map_plain ?? '');
  if (text) map.attributionControl.addAttribution(escaped(text));
  if (!tiles?.approval) return;
  const approval = new L.Control({ position: 'bottomleft' });
  approval.onAdd = () =>
    Object.assign(document.createElement('p'), { className: 'approval', textContent: tiles.approval });
  approval.addTo(map);
}

/** Leaflet takes an attribution for HTML; the operator's text is none. */
function escaped(text: string): string {
  const box = document.createElement('i');
  box.textContent = text;
  return box.innerHTML;
}

/** Draws the map into `place`, which is shown already: Leaflet measures it. Rejects when its style does not arrive. */
export async function openMap(place: HTMLElement, { path, points, tiles, words }: MapData): Promise<void> {
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
    markerZoomAnimation: !still,
    // one finger scrolls the page past the map; the buttons and two fingers move it
    scrollWheelZoom: false,
  });
  L.control.zoom({ zoomInTitle: words.zoom_in ?? '', zoomOutTitle: words.zoom_out ?? '' }).addTo(map);
  attribute(map, tiles, words);
  for (const url of tiles?.urls ?? []) L.tileLayer(url, { maxZoom: 19 }).addTo(map);

  const way = {
    type: 'LineString' as const,
    coordinates: path.map(draw),
  };
  if (path.length > 1) L.geoJSON(way, { style: { className: 'map-way' }, interactive: false }).addTo(map);
  // markers crowd each other on a street: by keyboard and by ear the list beside the map leads to the same
  map.getPane('markerPane')?.setAttribute('aria-hidden', 'true');
  const markers = points.map((point, i) => {
    const icon = L.divIcon({ className: 'map-seal', html: String(i + 1), iconSize: [30, 30] });
    return L.marker(latLng(draw(point.position)), {
      icon,
      title: point.name,
      keyboard: false,
    })
      .bindPopup(popup(point, words), { maxWidth: 210, autoPanPaddingTopLeft: [64, 12] })
      .addTo(map);
  });
  const bounds = L.latLngBounds([...path, ...points.map(({ position }) => position)].map((at) => latLng(draw(at))));
  map.fitBounds(bounds, { padding: [24, 34], animate: false });
  listPoints(place, points, words, (i) => {
    map.panTo(markers[i]!.getLatLng(), { animate: !still });
    markers[i]!.openPopup();
    markers[i]!.getPopup()?.getElement()?.querySelector('a')?.focus({ preventScroll: true });
  });
  offerHere(place, map, { path, points, words, draw, tiles: tiles !== null });
}
