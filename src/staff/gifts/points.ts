/** The rules for points as their editor changes them. Pure. */
import { POINT_KINDS, type PointKind, type PointsBody } from '../../contract/trails.ts';
import type { Problem } from '../documents.ts';
import { type Finding, fromServer } from '../editor/findings.ts';
import { count, record } from '../editor/loose.ts';

/** What the database takes (app.points_problems). */
export const MOST = { points: 100, daily: 1000 } as const;

/** A first set of rules: walking is worth more than guessing, and a day's eagerness has an end. */
export const emptyPoints = (): PointsBody => ({
  daily: 60,
  kinds: {
    answer: { points: 1, daily: 20 },
    round: { points: 5, daily: 20 },
    contest: { points: 10, daily: 20 },
    monitor: { points: 10, daily: 10 },
    stamp: { points: 5, daily: 50 },
    game: { points: 3, daily: 30 },
    block: { points: 1, daily: 15 },
    attend: { points: 10, daily: 20 },
  },
});

/** Any body as rules. */
export function readPoints(value: unknown): PointsBody {
  const raw = record(value);
  const kinds = record(raw['kinds']);
  const of = (kind: PointKind) => {
    const rule = record(kinds[kind]);
    return [kind, { points: count(rule['points']) ?? 0, daily: count(rule['daily']) ?? 0 }] as const;
  };
  return { daily: count(raw['daily']) ?? 0, kinds: Object.fromEntries(POINT_KINDS.map(of)) as PointsBody['kinds'] };
}

const within = (value: number, low: number, high: number) => Number.isInteger(value) && value >= low && value <= high;

/** What keeps the rules from being published, and what their editor should know. */
export function pointsFindings(body: PointsBody): Finding[] {
  const found: Finding[] = [];
  const add = (field: string, rule: string, level: Finding['level'] = 'error') =>
    found.push({ field, rule, message: '', level });
  if (!within(body.daily, 1, MOST.daily)) add('daily', 'range');
  for (const kind of POINT_KINDS) {
    const { points, daily } = body.kinds[kind];
    if (!within(points, 0, MOST.points)) add(`${kind}_points`, 'range');
    if (!within(daily, 0, MOST.daily)) add(`${kind}_daily`, 'range');
    else if (points > 0 && daily < points) add(`${kind}_daily`, 'daily_below', 'advice');
  }
  return found;
}

/** The server names a kind once; what is wrong with it stands at its points. */
export const pointsProblems = (problems: readonly Problem[]): Finding[] =>
  fromServer(problems.map(({ field, rule }) => ({ field: field.replace(/^kinds\.(\w+)$/, '$1_points'), rule })));

/** Most points that a day of everything could give, were there no cap on the day. */
export const mostOfDay = (body: PointsBody): number =>
  POINT_KINDS.reduce((sum, kind) => sum + (body.kinds[kind].points > 0 ? body.kinds[kind].daily : 0), 0);
