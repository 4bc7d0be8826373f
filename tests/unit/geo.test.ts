import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position, TrailBody } from '../../src/contract/trails.ts';
import { distance } from '../../src/features/trails/trails.ts';
import { toWgs84 } from '../../src/staff/trails/geo/datum.ts';
import { readGeo } from '../../src/staff/trails/geo/file.ts';
import { writeGeoJson } from '../../src/staff/trails/geo/geojson.ts';
import { writeGpx } from '../../src/staff/trails/geo/gpx.ts';
import { lengthOf, looksSwapped, readDegrees } from '../../src/staff/trails/geo/position.ts';
import { propose, takeOver } from '../../src/staff/trails/geo/take.ts';
import { emptyPoint, emptyTrail } from '../../src/staff/trails/trail.ts';

const point = (id: string, name: string, position: Position | null, radius_m: number | null = null) => ({
  ...emptyPoint(id),
  name: { 'zh-Hans': name },
  position,
  radius_m,
});
const street: TrailBody = {
  ...emptyTrail(),
  title: { 'zh-Hans': '忠义街 <&"打卡">' },
  path: [
    [120.6391, 27.7832],
    [120.6402, 27.7839],
    [120.6418, 27.7841],
  ],
  points: [
    point('bookshop', '心兰书社', [120.6391, 27.7832], 40),
    point('gate', '牌坊 ]]> & 门', [120.6402, 27.7839]),
    point('later', '还没定的点', null),
  ],
};

describe('metres', () => {
  it('is the length that a map gives', () => {
    // a minute of latitude is a nautical mile
    expect(distance([120, 27], [120, 27 + 1 / 60])).toBeCloseTo(1853.2, 0);
    // Wenzhou to Rui'an
    expect(distance([120.699, 27.994], [120.655, 27.778])).toBeCloseTo(24_400, -3);
    expect(distance([179.9, 0], [-179.9, 0]), 'over the date line').toBeCloseTo(22_239, 0);
    expect(lengthOf([])).toBe(0);
    expect(lengthOf(street.path)).toBeCloseTo(293, -1);
  });
});

describe('a file of ours', () => {
  it('comes back from GeoJSON with names, ids, radii and line', () => {
    const back = readGeo(writeGeoJson(street), 'wgs84');
    expect(back).toMatchObject({ format: 'geojson', path: street.path, left_out: 0 });
    expect(back.stations).toEqual([
      { id: 'bookshop', name: '心兰书社', position: [120.6391, 27.7832], radius_m: 40, required: true },
      { id: 'gate', name: '牌坊 ]]> & 门', position: [120.6402, 27.7839], radius_m: null, required: true },
    ]);
  });

  it('comes back from GPX with names, radii and line', () => {
    const back = readGeo(writeGpx(street), 'wgs84');
    expect(back).toMatchObject({ format: 'gpx', path: street.path });
    expect(back.stations.map(({ name, radius_m, position }) => ({ name, radius_m, position }))).toEqual(
      street.points.slice(0, 2).map(({ name, radius_m, position }) => ({ name: name['zh-Hans'], radius_m, position })),
    );
  });

  it('is read back whatever its names hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (name) => {
        const trail = { ...street, points: [point('p1', name, [120.5, 27.5])] };
        const [a] = readGeo(writeGeoJson(trail), 'wgs84').stations;
        expect(a?.position).toEqual([120.5, 27.5]);
        // what XML cannot hold at all is no name that somebody types
        if (!/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(name))
          expect(readGeo(writeGpx(trail), 'wgs84').stations[0]?.name).toBe(a?.name);
      }),
    );
  });
});

describe('the datum', () => {
  it('of a Chinese map service is hundreds of metres off and put right to less than one', () => {
    // Tian'anmen as both systems give it
    const gps: Position = [116.391305, 39.905527];
    const gaode: Position = [116.397549, 39.906932];
    expect(distance(gps, gaode)).toBeGreaterThan(500);
    expect(distance(toWgs84(gaode, 'gcj02'), gps)).toBeLessThan(1);
    expect(toWgs84(gaode, 'wgs84')).toEqual(gaode);
  });

  it('outside of China is left alone', () => expect(toWgs84([2.2945, 48.8584], 'gcj02')).toEqual([2.2945, 48.8584]));
});

describe('files of other programs', () => {
  it('KML: placemarks become stations, lines and tracks the path, areas are left out', () => {
    const file = readGeo(
      `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">
      <Document><Folder>
       <Placemark><name>一号</name><Point><coordinates> 120.64,27.78,3.5 </coordinates></Point></Placemark>
       <Placemark><name><![CDATA[二 & 号]]></name><MultiGeometry><Point><coordinates>120.65,27.78</coordinates></Point>
        <LineString><coordinates>120.64,27.78,0
          120.65,27.78,0</coordinates></LineString></MultiGeometry></Placemark>
       <Placemark><gx:Track><gx:coord>120.66 27.79 4</gx:coord></gx:Track></Placemark>
       <Placemark><Polygon><outerBoundaryIs/></Polygon></Placemark>
      </Folder></Document></kml>`,
      'wgs84',
    );
    expect(file.stations.map(({ name }) => name)).toEqual(['一号', '二 & 号']);
    expect(file.path).toEqual([
      [120.64, 27.78],
      [120.65, 27.78],
      [120.66, 27.79],
    ]);
    expect(file.left_out).toBe(1);
  });

  it('GPX: a route whose turns have names is a list of stations, when there are no others', () => {
    const file = readGeo(
      `<gpx version="1.1"><rte><rtept lat="27.78" lon="120.64"><name>起点</name></rtept><rtept lat="27.79" lon="120.65"/>
       </rte></gpx>`,
      'wgs84',
    );
    expect(file.stations.map(({ name }) => name)).toEqual(['起点']);
    expect(file.path).toHaveLength(2);
  });

  it('names arrive on one line, without control or direction signs', () => {
    const name = `a\u202Eb\n\u0000 c${'长'.repeat(100)}`;
    const feature = { type: 'Feature', properties: { name }, geometry: { type: 'Point', coordinates: [120, 27] } };
    const [station] = readGeo(JSON.stringify(feature), 'wgs84').stations;
    expect(station?.name).toBe(`a b c${'长'.repeat(55)}`);
  });
});

describe('latitude and longitude', () => {
  it('the wrong way round are noticed, and turned when the editor says so', () => {
    const file = JSON.stringify({ type: 'MultiPoint', coordinates: [[27.78, 120.64]] });
    expect(() => readGeo(file, 'wgs84')).toThrow('swapped');
    expect(readGeo(file, 'wgs84', true).stations[0]?.position).toEqual([120.64, 27.78]);
    expect(looksSwapped([[30.2, 89.9]]), 'both are latitudes: still nowhere in China').toBe(true);
    expect(looksSwapped([[2.3, 48.8]]), 'Paris').toBe(false);
    expect(looksSwapped([])).toBe(false);
  });

  it('are typed with decimals, in signs of either width', () => {
    expect(readDegrees(' １２０.６４° ', 180)).toBe(120.64);
    expect(readDegrees('-33.5', 90)).toBe(-33.5);
    for (const wrong of ['', '12a', '1e2', '120.64', '91', '27,78', 'NaN', '0x1f'])
      expect(readDegrees(wrong, 90), wrong).toBeNull();
  });
});

describe('taking a file over', () => {
  const file = (text: unknown) => readGeo(JSON.stringify(text), 'wgs84');
  const feature = (name: string, coordinates: Position, id?: string) => ({
    type: 'Feature',
    id,
    properties: { name },
    geometry: { type: 'Point', coordinates },
  });
  const came = file({
    type: 'FeatureCollection',
    features: [
      feature('心兰 书社', [120.64, 27.784]),
      feature('另一个名字', [120.64021, 27.78391]),
      feature('新的驿站 Stop', [120.65, 27.79], 'stop-5'),
      feature('', [120.66, 27.79], 'NOT AN ID'),
    ],
  });

  it('knows points by name or by place, and says how far they would move', () => {
    const all = propose(street, came);
    expect(all.map(({ point }) => point?.id ?? null)).toEqual(['bookshop', 'gate', null, null]);
    expect(all[0]?.moves_m).toBeCloseTo(125, -1);
    expect(all[1]?.moves_m).toBeLessThan(15);
  });

  it('keeps ids and words, adds what is new, and leaves the rest', () => {
    const next = takeOver(street, propose(street, came), came.path);
    expect(next.points.map(({ id }) => id)).toEqual(['bookshop', 'gate', 'later', 'stop-5', 'p5']);
    expect(next.points[0]).toMatchObject({ name: { 'zh-Hans': '心兰书社' }, position: [120.64, 27.784], radius_m: 40 });
    expect(next.points[1]?.name['zh-Hans']).toBe('牌坊 ]]> & 门');
    expect(next.points[3]).toMatchObject({ seal: { 'zh-Hans': '新的驿站' }, proofs: ['code', 'typed'] });
    expect(next.path, 'the file has no line').toBe(street.path);
  });

  it('takes only what was chosen', () => {
    const [first] = propose(street, came);
    const next = takeOver(street, [first!], null);
    expect(next.points).toHaveLength(3);
    expect(next.points[1]).toBe(street.points[1]);
  });

  it('gives each station one point at most', () => {
    const twice = file({ type: 'FeatureCollection', features: [1, 2].map(() => feature('心兰书社', [120.6, 27.7])) });
    expect(propose(street, twice).map(({ point }) => point?.id ?? null)).toEqual(['bookshop', null]);
  });
});
