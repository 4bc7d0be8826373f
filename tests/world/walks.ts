/** What invented residents do on trails: points in one walk or over many days, how each was proved, games on the way. */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Act } from './acts.ts';

interface Stop {
  id: string;
  token: string;
  typed: string;
  proofs: string[];
  /** what the on-site question's exhibit says */
  answer: string | null;
  game: string | null;
}
interface Way {
  slug: string;
  /** a street of metres is walked at once, a city by and by */
  short: boolean;
  stops: Stop[];
}
interface Play {
  slug: string;
  rev: number;
  /** right letters and letters that there are, by step */
  key: string[];
  letters: string[];
}
export interface Ways {
  ways: Way[];
  games: Map<string, Play>;
}

/** Somebody who walks: on which trail, how many points this person will ever go to, which are done. */
export interface Walker {
  way: Way | null;
  goal: number;
  done: number;
}

const MINUTE = 60_000;
/** Shares of those who walk a trail at all, by length; the street is what people come for. */
const WALKS = 0.34;
const STREET = 0.68;
/** Of those who set out on the street most see its end; few see all of a city. */
const FINISH = { short: 0.62, long: 0.18 };

/** What is published with its printed codes and answers, as the posters and exhibits would show them. */
export async function readWays(sql: pg.Client): Promise<Ways> {
  const { rows: stops } = await sql.query<Stop & { trail: string; length_m: number }>(
    `select c.trail, (t.body ->> 'length_m')::float8 as length_m, c.id, k.token, k.typed, c.proofs, s.answer, c.game
     from app.open_trails() t join app.checkpoint c on c.trail = t.slug and c.removed_at is null
     join private.checkpoint_key k on k.trail = c.trail and k.point = c.id and k.retired_at is null
     join private.checkpoint_secret s on s.trail = c.trail and s.point = c.id
     order by c.trail, c.position`,
  );
  const ways = new Map<string, Way>();
  for (const { trail, length_m, ...stop } of stops) {
    const way = ways.get(trail) ?? { slug: trail, short: length_m < 5000, stops: [] };
    way.stops.push(stop);
    ways.set(trail, way);
  }
  const { rows: games } = await sql.query<Play>(
    `select g.slug, g.revision as rev, k.key, k.letters from app.game g
     join app.game_key k on k.slug = g.slug and k.revision = g.revision where g.status = 'published'`,
  );
  return { ways: [...ways.values()], games: new Map(games.map((game) => [game.slug, game])) };
}

/** Whether and what a resident will walk, decided once. */
export function walker(random: () => number, { ways }: Ways): Walker {
  const [luck, which, far, share] = [random(), random(), random(), random()];
  const of = ways.filter(({ short }) => short === which < STREET);
  const way = luck < WALKS ? (of[Math.floor(which * 97) % Math.max(1, of.length)] ?? null) : null;
  const all = way?.stops.length ?? 0;
  const finishes = far < (way?.short ? FINISH.short : FINISH.long);
  return { way, goal: finishes ? all : 1 + Math.floor(share * (all - 1)), done: 0 };
}

/** Records of one outing: the whole street or a part of it, or one to three places of a city, with a game here and there. */
export function outing(random: () => number, person: Walker, { games }: Ways, end: number): Act[] {
  const { way } = person;
  if (!way || person.done >= person.goal) return [];
  const acts: Act[] = [];
  const most = way.short ? person.goal : 1 + Math.floor(random() * 3);
  // from the morning on; a city outing ends before dark
  let age = Math.floor((4 * 60 + random() * 7 * 60) * MINUTE);
  const put = (record: Record<string, unknown>) => {
    acts.push({
      text: JSON.stringify({ id: randomUUID(), v: 1, at: new Date(end - age).toISOString(), ...record }),
      age,
    });
  };
  for (const stop of way.stops.slice(person.done, Math.min(person.goal, person.done + most))) {
    put({ kind: 'stamp', ...proofOf(random, way.slug, stop) });
    person.done++;
    age = Math.max(0, age - Math.floor((2 + random() * 3) * MINUTE));
    const game = stop.game === null ? undefined : games.get(stop.game);
    if (game && random() < 0.6) put({ kind: 'game', game: game.slug, rev: game.rev, choices: play(random, game) });
    age = Math.max(0, age - Math.floor((way.short ? 2 + random() * 5 : 30 + random() * 50) * MINUTE));
  }
  return acts;
}

/** Most scan; some read the exhibit, some type, some are known by their phone to be near. */
function proofOf(random: () => number, trail: string, stop: Stop): Record<string, unknown> {
  const luck = random();
  if (stop.answer !== null && luck < 0.35) return { proof: 'question', trail, point: stop.id, choice: stop.answer };
  if (stop.proofs.includes('place') && luck < 0.12) return { proof: 'place', trail, point: stop.id, fix: 'in' };
  if (luck > 0.93) return { proof: 'typed', code: stop.typed };
  return { proof: 'code', token: stop.token };
}

function play(random: () => number, { key, letters }: Play): string {
  const one = (of: string) => of.charAt(Math.floor(random() * of.length));
  return key.map((right, i) => one(random() < 0.78 ? right : (letters[i] ?? right))).join('');
}
