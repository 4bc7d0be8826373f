/** A trail as its editor changes it. Pure. */
import { LOCALES } from '../../contract/locales.ts';
import { GRADES, type PointBody, PROOFS, type TrailBody } from '../../contract/trails.ts';
import type { Areas } from '../../i18n/keys.ts';
import { tidyOr, tidyWords } from '../editor/tidy.ts';

/** Words of the trail pages; names of fields and rules go before those of the question editor. */
export type TrailWords = Areas['console_trails'];

/** What the database takes (app.trail_problems). */
export const MOST = {
  points: 60,
  path: 2_000,
  title: 60,
  summary: 300,
  hours: 300,
  access: 300,
  leads_to: 300,
  seal: 4,
  name: 60,
  place: 160,
  story: 2_000,
  todo: 300,
  picture_alt: 200,
  stem: 200,
  option: 100,
  options: 6,
} as const;
/** Fewest and most, as numbers are typed. */
export const RANGES = {
  length_m: [10, 1_000_000],
  minutes: [1, 10_000],
  speed: [1, 60],
  radius_m: [20, 2_000],
} as const;

export const isPointId = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,19}$/.test(text);

export const emptyTrail = (): TrailBody => ({
  title: { 'zh-Hans': '' },
  summary: { 'zh-Hans': '' },
  ordered: false,
  positions: 'surveyed',
  length_m: 0,
  minutes: 60,
  hours: null,
  access: null,
  leads_to: null,
  speed: 3,
  path: [],
  opens_on: null,
  closes_on: null,
  points: [],
});

export const emptyPoint = (id: string): PointBody => ({
  id,
  required: true,
  seal: { 'zh-Hans': '' },
  name: { 'zh-Hans': '' },
  place: { 'zh-Hans': '' },
  position: null,
  radius_m: null,
  story: { 'zh-Hans': '' },
  picture: null,
  picture_alt: null,
  audio: null,
  todo: null,
  game: null,
  question: null,
  proofs: ['code', 'typed'],
});

/** The wanted id, or the first of p1, p2 … that no point has. */
export function freeId(points: readonly { id: string }[], wanted: string | null = null): string {
  const taken = new Set(points.map(({ id }) => id));
  if (wanted && isPointId(wanted) && !taken.has(wanted)) return wanted;
  for (let n = points.length + 1; ; n++) if (!taken.has(`p${n}`)) return `p${n}`;
}

/** Characters for a seal out of a name: all of a short one, the first two of a long one. */
export function sealOf(name: string): string {
  const chars = name.match(/\p{Script=Han}/gu) ?? [];
  if (chars.length < 2) return '';
  return chars.slice(0, chars.length <= 4 ? 4 : 2).join('');
}

/** One place up (-1) or down (1); at the ends nothing moves. */
export function movePoint(body: TrailBody, id: string, by: -1 | 1): TrailBody {
  const from = body.points.findIndex((point) => point.id === id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= body.points.length) return body;
  const points = [...body.points];
  [points[from], points[to]] = [points[to] as PointBody, points[from] as PointBody];
  return { ...body, points };
}

export const putPoint = (body: TrailBody, id: string, patch: Partial<PointBody>): TrailBody => ({
  ...body,
  points: body.points.map((point) => (point.id === id ? { ...point, ...patch } : point)),
});

/** Highest grade that a point can prove. */
export const gradeOf = (point: Pick<PointBody, 'proofs'>): 0 | 1 | 2 | 3 =>
  point.proofs.reduce<0 | 1 | 2 | 3>((most, proof) => (GRADES[proof] > most ? GRADES[proof] : most), 0);

/** Whether any point of the trail proves that somebody was there: gifts of a flagged trail ask for it. */
export const provesPresence = (body: TrailBody): boolean => body.points.some((point) => gradeOf(point) === 3);

function tidyPoint(point: PointBody): PointBody {
  const { question } = point;
  const words: NonNullable<typeof question>['words'] = {};
  for (const locale of LOCALES) {
    const own = question?.words[locale];
    const said = own && { stem: own.stem.trim(), options: own.options.map((text) => text.trim()) };
    if (said && (locale === 'zh-Hans' || said.stem || said.options.some(Boolean))) words[locale] = said;
  }
  return {
    ...point,
    seal: tidyWords(point.seal),
    name: tidyWords(point.name),
    place: tidyWords(point.place),
    story: tidyWords(point.story),
    picture_alt: point.picture ? tidyOr(point.picture_alt) : null,
    todo: tidyOr(point.todo),
    question: question && { ...question, words },
    proofs: PROOFS.filter((proof) => point.proofs.includes(proof)),
  };
}

/** What is saved. */
export const tidyTrail = (body: TrailBody): TrailBody => ({
  ...body,
  title: tidyWords(body.title),
  summary: tidyWords(body.summary),
  hours: tidyOr(body.hours),
  access: tidyOr(body.access),
  leads_to: tidyOr(body.leads_to),
  points: body.points.map(tidyPoint),
});
