/** Reads a file with places: GeoJSON, GPX or KML, told apart by what is in it. Pure; runs wherever the editor runs. */
import type { Position } from '../../../contract/trails.ts';
import { Refused } from '../../../exercise/exchange/problem.ts';
import { type Datum, toWgs84 } from './datum.ts';
import { readGeoJson } from './geojson.ts';
import { readGpx } from './gpx.ts';
import { readKml } from './kml.ts';
import { GEO_LIMITS, GeoRefused } from './limits.ts';
import { looksSwapped, onEarth } from './position.ts';

/** A place of a file. What a file does not say is null. */
export interface Station {
  id: string | null;
  name: string;
  position: Position;
  radius_m: number | null;
  required: boolean | null;
}
export interface GeoFile {
  format: 'geojson' | 'gpx' | 'kml';
  stations: Station[];
  path: Position[];
  /** shapes that a trail has no use for: areas, pictures laid on the ground */
  left_out: number;
}

/** Collects what a reader finds; refuses as soon as there is too much. */
export class Found {
  readonly stations: Station[] = [];
  readonly path: Position[] = [];
  left_out = 0;
  #count = 0;

  position(lng: unknown, lat: unknown): Position {
    if (++this.#count > GEO_LIMITS.positions)
      throw new GeoRefused('too_many_positions', { most: GEO_LIMITS.positions });
    const at: Position = [numberOf(lng), numberOf(lat)];
    if (!at.every(Number.isFinite)) throw new GeoRefused('bad_position', { at: `${lng}, ${lat}`.slice(0, 40) });
    return at;
  }
  station(position: Position, more: Partial<Station> & { name: string }): void {
    if (this.stations.length >= GEO_LIMITS.points) throw new GeoRefused('too_many_points', { most: GEO_LIMITS.points });
    this.stations.push({ id: null, radius_m: null, required: null, ...more, name: tidyName(more.name), position });
  }
}

const numberOf = (value: unknown): number =>
  typeof value === 'number'
    ? value
    : /^\s*[+-]?\d{1,12}(\.\d{1,20})?\s*$/.test(`${value}`)
      ? Number(value)
      : Number.NaN;

/** Names are shown and printed: no control characters, none that turn the direction of reading, one line. */
const tidyName = (text: string): string =>
  [...text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()].slice(0, GEO_LIMITS.name).join('');

/** Decodes a chosen file. Rejects with `GeoRefused`. */
export function textOfFile(bytes: Uint8Array): string {
  if (bytes.length > GEO_LIMITS.bytes) throw new GeoRefused('too_large', { mb: GEO_LIMITS.bytes / 1024 / 1024 });
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) throw new GeoRefused('kmz');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new GeoRefused('bad_encoding');
  }
}

/** What stands in a file, in WGS-84. `swap`: its author wrote latitude first. Throws `GeoRefused`. */
export function readGeo(text: string, datum: Datum, swap = false): GeoFile {
  if (text.length > GEO_LIMITS.bytes) throw new GeoRefused('too_large', { mb: GEO_LIMITS.bytes / 1024 / 1024 });
  const source = text.replace(/^\uFEFF/, '').trim();
  if (!source) throw new GeoRefused('empty');
  const found = new Found();
  const format = read(source, found);
  const turn = ([lng, lat]: Position): Position => (swap ? [lat, lng] : [lng, lat]);
  const path = found.path.map(turn);
  const stations = found.stations.map((one) => ({ ...one, position: turn(one.position) }));
  const all = [...path, ...stations.map(({ position }) => position)];
  if (!all.length) throw new GeoRefused('nothing');
  if (looksSwapped(all)) throw new GeoRefused('swapped', { at: `${all[0]}` });
  const off = all.find((at) => !onEarth(at));
  if (off) throw new GeoRefused('off_earth', { at: `${off}` });
  return {
    format,
    stations: stations.map((one) => ({ ...one, position: toWgs84(one.position, datum) })),
    path: path.map((at) => toWgs84(at, datum)),
    left_out: found.left_out,
  };
}

function read(source: string, found: Found): GeoFile['format'] {
  if (/^[[{]/.test(source)) {
    readGeoJson(source, found);
    return 'geojson';
  }
  if (!source.startsWith('<')) throw new GeoRefused('unknown_format');
  const root = /<(?:\w+:)?(gpx|kml)[\s>/]/.exec(source.slice(0, 20_000))?.[1];
  try {
    // also of something else: a document type is named as what it is
    if (root === 'gpx') readGpx(source, found);
    else readKml(source, found);
  } catch (error) {
    if (error instanceof Refused)
      throw new GeoRefused(XML[error.code] ?? 'broken', error.params as GeoRefused['params']);
    throw error;
  }
  if (root !== 'gpx' && root !== 'kml') throw new GeoRefused('unknown_format');
  return root;
}
const XML: Record<string, GeoRefused['code']> = { xml_doctype: 'doctype', xml_depth: 'too_deep', xml_broken: 'broken' };
