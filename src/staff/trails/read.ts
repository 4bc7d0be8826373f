/** A trail from outside in the shape that the form needs: a draft may be half written, or sent by a program. Pure. */
import { LOCALES } from '../../contract/locales.ts';
import { type PointBody, type Position, PROOFS, type TrailBody, type Words } from '../../contract/trails.ts';
import { onEarth } from './geo/position.ts';
import { emptyPoint, emptyTrail, freeId, isPointId, MOST } from './trail.ts';

type Loose = Record<string, unknown>;
const record = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const orNull = (value: unknown): string | null => text(value) || null;
const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);
const day = (value: unknown): string | null => (/^\d{4}-\d{2}-\d{2}$/.test(text(value)) ? text(value) : null);

function words(value: unknown): Words {
  const own: Words = { 'zh-Hans': '' };
  for (const locale of LOCALES) {
    const said = record(value)[locale];
    if (typeof said === 'string') own[locale] = said;
  }
  return own;
}
const maybe = (value: unknown): Words | null => (Object.keys(record(value)).length ? words(value) : null);

function position(value: unknown): Position | null {
  const [lng, lat] = list(value);
  const at: Position = [number(lng) ?? Number.NaN, number(lat) ?? Number.NaN];
  return onEarth(at) ? at : null;
}

function question(value: unknown): PointBody['question'] {
  if (typeof value !== 'object' || !value) return null;
  const spoken = record(record(value)['words']);
  const own: NonNullable<PointBody['question']>['words'] = {};
  const count = Math.min(MOST.options, Math.max(3, list(record(spoken['zh-Hans'])['options']).length));
  for (const locale of LOCALES) {
    if (locale !== 'zh-Hans' && !(locale in spoken)) continue;
    const { stem, options } = record(spoken[locale]);
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
    seal: words(raw['seal']),
    name: words(raw['name']),
    place: words(raw['place']),
    position: position(raw['position']),
    radius_m: number(raw['radius_m']),
    story: words(raw['story']),
    picture: orNull(raw['picture']),
    picture_alt: maybe(raw['picture_alt']),
    audio: orNull(raw['audio']),
    todo: maybe(raw['todo']),
    game: orNull(raw['game']),
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
    title: words(raw['title']),
    summary: words(raw['summary']),
    ordered: raw['ordered'] === true,
    positions: raw['positions'] === 'illustrative' ? 'illustrative' : 'surveyed',
    length_m: number(raw['length_m']) ?? empty.length_m,
    minutes: number(raw['minutes']) ?? empty.minutes,
    hours: maybe(raw['hours']),
    access: maybe(raw['access']),
    leads_to: maybe(raw['leads_to']),
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
