/** GeoJSON (RFC 7946), both ways. */
import type { Position, TrailBody } from '../../../contract/trails.ts';
import { list, record, text } from '../../editor/loose.ts';
import type { Found } from './file.ts';
import { GEO_LIMITS, GeoRefused } from './limits.ts';

type Loose = Record<string, unknown>;

/** Points become stations, lines the path. */
export function readGeoJson(source: string, found: Found): void {
  let root: unknown;
  try {
    root = JSON.parse(source);
  } catch {
    throw new GeoRefused('broken', { line: '–' });
  }
  // GeoJSON of 2008 could name another reference system; RFC 7946 knows WGS-84 alone
  const crs = text(record(record(record(root)['crs'])['properties'])['name']);
  if (crs && !/CRS:?84|EPSG:+4326/i.test(crs)) throw new GeoRefused('other_datum', { name: crs.slice(0, 60) });
  take(record(root), {}, found, 0);
}

function take(node: Loose, about: Loose, found: Found, depth: number): void {
  if (depth > GEO_LIMITS.depth) throw new GeoRefused('too_deep', { most: GEO_LIMITS.depth });
  const at = (value: unknown): Position => found.position(list(value)[0], list(value)[1]);
  const line = (value: unknown) => found.path.push(...list(value).map(at));
  const coordinates = node['coordinates'];
  switch (node['type']) {
    case 'FeatureCollection':
      for (const feature of list(node['features'])) take(record(feature), {}, found, depth + 1);
      return;
    case 'Feature':
      take(record(node['geometry']), { id: node['id'], ...record(node['properties']) }, found, depth + 1);
      return;
    case 'GeometryCollection':
      for (const one of list(node['geometries'])) take(record(one), about, found, depth + 1);
      return;
    case 'Point':
      found.station(at(coordinates), station(about));
      return;
    case 'MultiPoint':
      for (const one of list(coordinates)) found.station(at(one), { ...station(about), id: null });
      return;
    case 'LineString':
      line(coordinates);
      return;
    case 'MultiLineString':
      for (const one of list(coordinates)) line(one);
      return;
    default:
      if (node['type'] !== undefined) found.left_out++;
  }
}

const station = (about: Loose) => ({
  id: text(about['id']) || null,
  name: text(about['name']) || text(about['title']) || text(about['名称']),
  radius_m: typeof about['radius_m'] === 'number' ? about['radius_m'] : null,
  required: typeof about['required'] === 'boolean' ? about['required'] : null,
});

/** A trail as others can read it: its line, and its points with name, radius and place in the order. */
export function writeGeoJson(body: TrailBody): string {
  const line = body.path.length > 1 && {
    type: 'Feature',
    properties: { name: body.title['zh-Hans'] ?? '' },
    geometry: { type: 'LineString', coordinates: body.path },
  };
  const points = body.points.flatMap((point, i) =>
    point.position
      ? {
          type: 'Feature',
          id: point.id,
          properties: {
            name: point.name['zh-Hans'] ?? '',
            order: i + 1,
            radius_m: point.radius_m,
            required: point.required,
          },
          geometry: { type: 'Point', coordinates: point.position },
        }
      : [],
  );
  const features = [...(line ? [line] : []), ...points];
  return `${JSON.stringify({ type: 'FeatureCollection', features }, null, 1)}\n`;
}
