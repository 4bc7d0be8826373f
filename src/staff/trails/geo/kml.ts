/** KML 2.2, read only: placemarks with points are stations, lines and tracks the path. */
import { below, eachElement, one, textOf, type XmlNode } from '../../../exercise/exchange/xml.ts';
import type { Found } from './file.ts';
import { GeoRefused } from './limits.ts';

/** A file that fetches another one (NetworkLink) is refused: nobody could say what it will hold tomorrow. */
export function readKml(source: string, found: Found): void {
  eachElement(source, ['NetworkLink', 'NetworkLinkControl', 'Placemark', 'GroundOverlay'], (node) => {
    if (node.name.startsWith('NetworkLink')) throw new GeoRefused('network_link', { line: node.line });
    if (node.name === 'Placemark') placemark(node, found);
    else found.left_out++;
  });
}

function placemark(node: XmlNode, found: Found): void {
  const name = textOf(one(node, 'name'));
  for (const shape of below(node)) {
    if (shape.name === 'Point')
      for (const [lng, lat] of tuples(shape)) found.station(found.position(lng, lat), { name });
    else if (shape.name === 'LineString')
      for (const [lng, lat] of tuples(shape)) found.path.push(found.position(lng, lat));
    else if (shape.name === 'coord') {
      const [lng, lat] = textOf(shape).trim().split(/\s+/);
      found.path.push(found.position(lng, lat));
    } else if (shape.name === 'Polygon' || shape.name === 'Model') found.left_out++;
  }
}

/** `lng,lat[,height]`, separated by blanks. */
const tuples = (shape: XmlNode): string[][] =>
  textOf(one(shape, 'coordinates'))
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map((tuple) => tuple.split(','));
