import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGeo, textOfFile } from '../../src/staff/trails/geo/file.ts';
import { GEO_LIMITS, GEO_REFUSALS, GeoRefused } from '../../src/staff/trails/geo/limits.ts';
import { wordsOf } from '../e2e/world.ts';

/** Why a file is refused; 'taken' when it is not. */
function refusal(text: string): string {
  try {
    readGeo(text, 'gcj02');
    return 'taken';
  } catch (error) {
    if (error instanceof GeoRefused) return error.code;
    throw error;
  }
}
const kml = (inside: string) => `<kml><Document>${inside}</Document></kml>`;
const gpx = (inside: string) => `<gpx>${inside}</gpx>`;
const dot = '<Placemark><Point><coordinates>120,27</coordinates></Point></Placemark>';

describe('a hostile file is refused for what it is', () => {
  it.each([
    ['fetches another one', 'network_link', kml(`${dot}<NetworkLink><href>http://10.0.0.1/</href></NetworkLink>`)],
    ['fetches another one from deep inside', 'network_link', kml(`<Folder><a:NetworkLink/></Folder>${dot}`)],
    ['names a file of the server', 'doctype', `<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]>${kml(dot)}`],
    ['grows from entities', 'doctype', `<?xml version="1.0"?>\n<!DOCTYPE gpx [<!ENTITY a "aaaa">]><gpx>&a;</gpx>`],
    [
      'has a document type before an unknown root',
      'doctype',
      '<!DOCTYPE svg PUBLIC "x" "http://e.example/x.dtd"><svg/>',
    ],
    ['uses an entity that nobody declared', 'broken', kml('<Placemark><name>&xxe;</name></Placemark>')],
    ['nests without end (XML)', 'too_deep', `<kml>${'<Folder>'.repeat(5000)}`],
    [
      'nests without end (GeoJSON)',
      'too_deep',
      `${'{"type":"GeometryCollection","geometries":['.repeat(500)}${']}'.repeat(500)}`,
    ],
    ['is nothing but brackets', 'broken', '['.repeat(1_000_000)],
    ['is larger than 2 MB', 'too_large', ' '.repeat(GEO_LIMITS.bytes + 1)],
    ['has more than 2,000 positions in a line', 'too_many_positions', line(2_001)],
    [
      'has more than 2,000 positions in tracks',
      'too_many_positions',
      gpx(`<trk><trkseg>${trkpts(2_001)}</trkseg></trk>`),
    ],
    ['has more stations than a trail', 'too_many_points', kml(dot.repeat(61))],
    ['has a latitude beyond the pole', 'off_earth', '{"type":"Point","coordinates":[120,127]}'],
    ['has a longitude beyond the date line', 'off_earth', gpx('<wpt lat="27" lon="1200"/>')],
    ['has latitude before longitude', 'swapped', kml(dot.replace('120,27', '27.8,120.6'))],
    ['has words for numbers', 'bad_position', '{"type":"Point","coordinates":["a","b"]}'],
    ['has an infinite number', 'bad_position', '{"type":"Point","coordinates":[1e999,27]}'],
    ['has numbers of another base', 'bad_position', gpx('<wpt lat="0x1b" lon="120"/>')],
    ['has an empty position', 'bad_position', '{"type":"Point","coordinates":[]}'],
    [
      'says another reference system',
      'other_datum',
      '{"type":"Point","crs":{"properties":{"name":"EPSG:4479"}},"coordinates":[1,1]}',
    ],
    ['has no places', 'nothing', '{"type":"FeatureCollection","features":[]}'],
    ['is a page', 'unknown_format', '<html><body>120,27</body></html>'],
    ['is no file of places', 'unknown_format', '经度,纬度\n120,27'],
    ['is empty', 'empty', ' \n'],
    ['breaks off', 'broken', '{"type":"FeatureCollection","features":['],
    ['breaks off in XML', 'broken', '<gpx><wpt lat="27" lon="120">'],
    ['has a prototype in its names', 'nothing', '{"__proto__":{"type":"Point","coordinates":[120,27]}}'],
  ])('that %s', (_, code, text) => {
    const began = performance.now();
    expect(refusal(text)).toBe(code);
    expect(performance.now() - began, 'milliseconds').toBeLessThan(5_000);
  });

  it('that is packed or written in another encoding', () => {
    const why = (bytes: number[]) => {
      try {
        return textOfFile(Uint8Array.from(bytes));
      } catch (error) {
        return (error as GeoRefused).code;
      }
    };
    expect(why([0x50, 0x4b, 3, 4])).toBe('kmz');
    expect(why([0x3c, 0xd6, 0xd0])).toBe('bad_encoding');
    expect(() => textOfFile(new Uint8Array(GEO_LIMITS.bytes + 1))).toThrow('too_large');
  });

  it('whose comment or text only mentions a document type is taken', () => {
    expect(refusal(`<!-- <!DOCTYPE x> -->${kml(dot)}`)).toBe('taken');
    expect(refusal(kml(`<description><![CDATA[<!DOCTYPE html>]]></description>${dot}`))).toBe('taken');
  });

  it('never ends in anything but places on the earth or a refusal that has its words', () => {
    const words = wordsOf('zh-Hans', 'console_trails');
    for (const code of GEO_REFUSALS) expect(words[`geo_${code}`], code).toBeTruthy();
    const part = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        '<kml>',
        '<gpx>',
        '</kml>',
        '<Placemark>',
        '<Point>',
        '<coordinates>',
        '120,27 ',
        '<wpt lat="1" lon="2"/>',
      ),
      fc.constantFrom(
        '{"type":',
        '"Point"',
        ',"coordinates":',
        '[120,27]',
        '}',
        '"features":[',
        ']',
        '&#0;',
        '<![CDATA[',
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
        expect([...GEO_REFUSALS, 'taken']).toContain(refusal(parts.join('')));
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect([...GEO_REFUSALS, 'taken']).toContain(refusal(text));
      }),
    );
  });
});

function line(count: number): string {
  return JSON.stringify({
    type: 'LineString',
    coordinates: Array.from({ length: count }, (_, i) => [120, 27 + i / 1e5]),
  });
}
function trkpts(count: number): string {
  return Array.from({ length: count }, (_, i) => `<trkpt lat="${27 + i / 1e5}" lon="120"/>`).join('');
}
