/** GPX 1.1, both ways: waypoints are stations; tracks and routes the path. */
import type { TrailBody } from '../../../contract/trails.ts';
import { all, below, eachElement, escapeXml, one, textOf, type XmlNode } from '../../../exercise/exchange/xml.ts';
import type { Found } from './file.ts';
import { GeoRefused } from './limits.ts';

/** A route whose turns have names and that has no waypoints beside it is a list of stations as well. */
export function readGpx(source: string, found: Found): void {
  const turns: XmlNode[] = [];
  const at = ({ attributes }: XmlNode) => found.position(attributes['lon'], attributes['lat']);
  const name = (node: XmlNode) => textOf(one(node, 'name'));
  eachElement(source, ['wpt', 'rte', 'trk'], (node, root) => {
    if (root !== 'gpx') throw new GeoRefused('unknown_format');
    if (node.name === 'wpt') {
      const fence = one(node, 'extensions');
      const radius = Number(textOf(fence && below(fence).find((each) => each.name === 'radius_m')));
      found.station(at(node), { name: name(node), radius_m: radius > 0 ? radius : null });
    }
    if (node.name === 'rte') {
      turns.push(...all(node, 'rtept').filter(name));
      found.path.push(...all(node, 'rtept').map(at));
    }
    if (node.name === 'trk') for (const part of all(node, 'trkseg')) found.path.push(...all(part, 'trkpt').map(at));
  });
  if (!found.stations.length) for (const turn of turns) found.station(at(turn), { name: name(turn) });
}

/** A trail for a walker's device. */
export function writeGpx(body: TrailBody): string {
  const tag = (name: string, text: string) => (text ? `<${name}>${escapeXml(text)}</${name}>` : '');
  const title = tag('name', body.title['zh-Hans'] ?? '');
  const points = body.points.map(({ position, name, place, radius_m }) => {
    if (!position) return '';
    const fence = radius_m ? `<extensions><q:radius_m>${radius_m}</q:radius_m></extensions>` : '';
    const words = tag('name', name['zh-Hans'] ?? '') + tag('desc', place['zh-Hans'] ?? '');
    return `\n <wpt lat="${position[1]}" lon="${position[0]}">${words}${fence}</wpt>`;
  });
  const path = body.path.map(([lng, lat]) => `\n  <trkpt lat="${lat}" lon="${lng}"/>`);
  const track = path.length > 1 ? `\n <trk>${title}<trkseg>${path.join('')}\n </trkseg></trk>` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="Qingtu" xmlns="http://www.topografix.com/GPX/1/1" xmlns:q="https://qingtu.example/gpx">
 <metadata>${title}</metadata>${points.join('')}${track}
</gpx>
`;
}
