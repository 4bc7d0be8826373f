/** What a trail's page hands over to its script: all that it may need later without asking again. Made on the server. */
import type { Checkpoint, Proof, TrailPage } from '../../contract/trails.ts';
import { loopLength, stopsOf, told } from './trails.ts';

/** Ways to a seal as one sentence: the first, and what helps when it does not work. */
export function waysOf(proofs: readonly Proof[], words: Record<string, string>): string {
  const said = proofs.map((proof, i) => words[`${i === 0 ? 'proof' : 'else'}_${proof}`] ?? '');
  return said.length > 0 ? said.join(words.join) + (words.end ?? '') : '';
}

/** The short sentence: the first way, and one other. */
export function lineOf(point: Pick<Checkpoint, 'proofs'>, words: Record<string, string>): string {
  const [first, ...others] = told(point.proofs);
  // typing needs the same poster: a question or a person helps more often
  const other = others.find((proof) => proof === 'question' || proof === 'staff') ?? others[0];
  return waysOf(
    [first, other].filter((proof) => proof !== undefined),
    words,
  );
}

interface About {
  lang: string;
  /** size to be said */
  mb: string;
  /** pages and media to be saved */
  paths: string[];
  tiles: unknown;
  words: Record<string, string>;
  gameWords: Record<string, string>;
}
/** Words that only the script says. */
const SCRIPTED = /^(next|done|save|saving|map_|zoom_|near_|metres|kilometres|play)/;

/** JSON for a `<script>`: stories stay in the page, "</script" and "<!--" inside the data cannot end the element. */
export function handOver(trail: TrailPage, { lang, mb, paths, tiles, words, gameWords }: About): string {
  const { slug, title, ordered, revision, path, points } = trail;
  const stops = stopsOf(path, points);
  const games = points.flatMap(({ game }) => (game ? [game] : []));
  const data = {
    plan: {
      lang,
      paths,
      trail: {
        slug,
        title,
        ordered,
        revision,
        points: points.map(({ picture: _, picture_alt: _alt, audio: _sound, ...point }) => ({ ...point, story: '' })),
      },
    },
    mb,
    way: {
      loop: Math.round(loopLength(path)),
      stops: stops.map((stop, i) => ({ ...stop, name: points[i]!.name, line: lineOf(points[i]!, words) })),
    },
    gameWords: games.length > 0 ? gameWords : {},
    map: {
      path,
      points: points.flatMap(({ id, name, place, position }) => (position ? [{ id, name, place, position }] : [])),
      tiles,
    },
    words: Object.fromEntries(Object.entries(words).filter(([key]) => SCRIPTED.test(key))),
  };
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
