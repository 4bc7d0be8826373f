/** A trail from outside in the shape that the form needs: a draft may be half written, or sent by a program. Pure. */
import { LOCALES } from '../../contract/locales.ts';
import { type PointBody, type Position, PROOFS, type TrailBody } from '../../contract/trails.ts';
import { day, list, record, spoken, spokenOr, text, textOr } from '../editor/loose.ts';
import { onEarth } from './geo/position.ts';
import { emptyPoint, emptyTrail, freeId, isPointId, MOST } from './trail.ts';

const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

function position(value: unknown): Position | null {
  const [lng, lat] = list(value);
  const at: Position = [number(lng) ?? Number.NaN, number(lat) ?? Number.NaN];
  return onEarth(at) ? at : null;
}

function question(value: unknown): PointBody['question'] {
  if (typeof value !== 'object' || !value) return null;
  const raw = record(record(value)['words']);
  const own: NonNullable<PointBody['question']>['words'] = {};
  const count = Math.min(MOST.options, Math.max(3, list(record(raw['zh-Hans'])['options']).length));
  for (const locale of LOCALES) {
    if (locale !== 'zh-Hans' && !(locale in raw)) continue;
    const { stem, options } = record(raw[locale]);
    own[locale] = { stem: text(stem), options: Array.from({ length: count }, (_, i) => text(list(options)[i])) };
  }
  return { words: own, answer: text(record(value)['answer']) };
}

function point(value: unknown, id: string): PointBody {
  const raw = record(value);
  const known = list(raw['proofs']);
  return {
    ...emptyPoint(id),
    required: raw['required'] !== false,
    seal: spoken(raw['seal']),
    name: spoken(raw['name']),
    place: spoken(raw['place']),
    position: position(raw['position']),
    radius_m: number(raw['radius_m']),
    story: spoken(raw['story']),
    picture: textOr(raw['picture']),
    picture_alt: spokenOr(raw['picture_alt']),
    audio: textOr(raw['audio']),
    todo: spokenOr(raw['todo']),
    game: textOr(raw['game']),
    question: question(raw['question']),
    proofs: PROOFS.filter((proof) => known.includes(proof)),
  };
}

/** Any body as a trail. Points keep their ids; one without, or with another's, gets a free one. */
export function readTrail(value: unknown): TrailBody {
  const raw = record(value);
  const empty = emptyTrail();
  const points: PointBody[] = [];
  for (const one of list(raw['points']).slice(0, MOST.points)) {
    const id = text(record(one)['id']);
    points.push(point(one, freeId(points, isPointId(id) ? id : null)));
  }
  return {
    title: spoken(raw['title']),
    summary: spoken(raw['summary']),
    ordered: raw['ordered'] === true,
    positions: raw['positions'] === 'illustrative' ? 'illustrative' : 'surveyed',
    length_m: number(raw['length_m']) ?? empty.length_m,
    minutes: number(raw['minutes']) ?? empty.minutes,
    hours: spokenOr(raw['hours']),
    access: spokenOr(raw['access']),
    leads_to: spokenOr(raw['leads_to']),
    speed: number(raw['speed']) ?? empty.speed,
    path: list(raw['path'])
      .map(position)
      .filter((at): at is Position => at !== null)
      .slice(0, MOST.path),
    opens_on: day(raw['opens_on']),
    closes_on: day(raw['closes_on']),
    points,
  };
}
