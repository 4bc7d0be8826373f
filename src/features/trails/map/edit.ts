/** A trail on a map that can be changed with the mouse. Everything here can be done by fields as well: maps are for eyes. */
import 'leaflet/dist/leaflet.css';
import './edit.css';
import type { LeafletMouseEvent, Marker } from 'leaflet';
import type { Position } from '../../../contract/trails.ts';

export interface EditState {
  path: readonly Position[];
  points: readonly { id: string; name: string; position: Position | null }[];
  selected: string | null;
  /** what a press on the map means: a new place for the selected point, or the next corner of the path */
  mode: 'points' | 'path';
  editable: boolean;
}
export interface EditActs {
  select: (id: string) => void;
  move: (id: string, to: Position) => void;
  /** a press on empty ground */
  press: (at: Position) => void;
  path: (path: Position[]) => void;
}
export interface EditWords {
  zoom_in: string;
  zoom_out: string;
  /** of a corner: drag to move, Delete to remove */
  corner: string;
}
export interface EditMap {
  show: (state: EditState) => void;
  /** brings the whole trail into view */
  fit: () => void;
  close: () => void;
}

/** Corners that are drawn one by one; a recorded track of thousands stays a line. */
const MOST_CORNERS = 200;

/** Draws the map into an element; Leaflet is fetched only now (it cannot even be loaded on the server). */
export async function mountEdit(element: HTMLElement, acts: EditActs, words: EditWords): Promise<EditMap> {
  const leaflet = await import('leaflet');
  const L = leaflet.default ?? leaflet;
  const map = L.map(element, { attributionControl: false, zoomControl: false, zoomSnap: 0.5, doubleClickZoom: false });
  L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  map.setView([35, 105], 4);
  const toLatLng = ([lng, lat]: Position): [number, number] => [lat, lng];
  const six = (value: number) => Math.round(value * 1e6) / 1e6;
  const toPosition = ({ lng, lat }: { lng: number; lat: number }): Position => [six(lng), six(lat)];
  const icon = (name: string, text: string) => {
    const html = document.createElement('span');
    html.textContent = text;
    return L.divIcon({ className: name, html, iconSize: undefined as never });
  };
  const line = L.polyline([], { className: 'map-path', interactive: true }).addTo(map);
  const pins = new Map<string, Marker>();
  let corners: Marker[] = [];
  let state: EditState = { path: [], points: [], selected: null, mode: 'points', editable: false };

  const change = (change: (path: Position[]) => void) => {
    const path = [...state.path];
    change(path);
    acts.path(path);
  };
  map.on('click', ({ latlng }: LeafletMouseEvent) => {
    if (!state.editable) return;
    if (state.mode === 'path') change((path) => void path.push(toPosition(latlng)));
    else acts.press(toPosition(latlng));
  });
  // a press on the line puts a corner between the two that it connects
  line.on('click', (event: LeafletMouseEvent) => {
    if (!state.editable || state.mode !== 'path') return;
    L.DomEvent.stopPropagation(event);
    const at = map.latLngToLayerPoint(event.latlng);
    const ends = state.path.map((position) => map.latLngToLayerPoint(toLatLng(position)));
    const far = ends.slice(1).map((end, i) => L.LineUtil.pointToSegmentDistance(at, ends[i] ?? end, end));
    change((path) => void path.splice(far.indexOf(Math.min(...far)) + 1, 0, toPosition(event.latlng)));
  });

  const drawPins = () => {
    const placed = state.points.flatMap((point, i) => (point.position ? [{ ...point, at: point.position, i }] : []));
    for (const [id, pin] of pins) {
      if (placed.some((point) => point.id === id)) continue;
      pin.remove();
      pins.delete(id);
    }
    for (const { id, name, at, i } of placed) {
      const look = icon(`map-pin${id === state.selected ? ' chosen' : ''}`, String(i + 1));
      let pin = pins.get(id);
      if (!pin) {
        pin = L.marker(toLatLng(at), { icon: look, draggable: true, title: name || id, riseOnHover: true }).addTo(map);
        pin.on('click', () => acts.select(id));
        pin.on('dragend', () => {
          const moved = pins.get(id)?.getLatLng();
          if (moved) acts.move(id, toPosition(moved));
        });
        pins.set(id, pin);
      }
      pin.setLatLng(toLatLng(at)).setIcon(look);
      if (state.editable) pin.dragging?.enable();
      else pin.dragging?.disable();
    }
  };
  const drawCorners = () => {
    const path = state.editable && state.mode === 'path' && state.path.length <= MOST_CORNERS ? state.path : [];
    if (path.length !== corners.length) {
      for (const corner of corners) corner.remove();
      corners = path.map((at, i) => {
        const corner = L.marker(toLatLng(at), { icon: icon('map-corner', ''), draggable: true, title: words.corner });
        corner.on('drag', () => line.setLatLngs(corners.map((each) => each.getLatLng())));
        corner.on('dragend', () => change((all) => void all.splice(i, 1, toPosition(corner.getLatLng()))));
        const remove = () => change((all) => void all.splice(i, 1));
        corner.on('contextmenu dblclick', remove);
        corner.on('keydown', ({ originalEvent }) => {
          if (originalEvent.key === 'Delete' || originalEvent.key === 'Backspace') remove();
        });
        return corner.addTo(map);
      });
    }
    for (const [i, at] of path.entries()) corners[i]?.setLatLng(toLatLng(at));
  };
  const whole = () => {
    const all = [...state.path, ...state.points.flatMap(({ position }) => (position ? [position] : []))];
    if (all.length) map.fitBounds(L.latLngBounds(all.map(toLatLng)), { padding: [28, 28], maxZoom: 18 });
  };
  const resized = new ResizeObserver(() => map.invalidateSize());
  resized.observe(element);
  return {
    show: (next) => {
      const first = !state.path.length && !state.points.some(({ position }) => position);
      state = next;
      line.setLatLngs(state.path.map(toLatLng));
      drawPins();
      drawCorners();
      if (first) whole();
    },
    fit: whole,
    close: () => {
      resized.disconnect();
      map.remove();
    },
  };
}
