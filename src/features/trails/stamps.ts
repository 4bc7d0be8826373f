/** The seals that this phone has collected, and the trails whose codes it can tell by itself. Pure. */
import type { Checkpoint, CheckpointCard, Proof, TrailPage } from '../../contract/trails.ts';

/** noted: on this phone only · delivered: the database has it · else why it was refused, in words of `refusalOf` */
export type StampState = 'noted' | 'delivered' | Refusal;
export const REFUSALS = ['late', 'closed', 'unknown_point', 'not_proved', 'too_many', 'refused'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** One seal of this phone. */
export interface Stamped {
  /** when it was pressed, by the phone's clock; names it on this phone */
  at: number;
  /** id of its record; null when the browser was killed before it could be kept */
  record: string | null;
  proof: Proof;
  /** sha-256 of what was scanned or typed; '' where the point was known from the beginning */
  hash: string;
  /** null until somebody has told which point the code belongs to */
  trail: string | null;
  point: string | null;
  state: StampState;
}
export interface Seals {
  list: Stamped[];
}

/** A trail as a phone needs it to tell codes without a network. */
export interface KnownTrail extends Pick<TrailPage, 'slug' | 'title' | 'ordered' | 'revision'> {
  points: KnownPoint[];
  /** language of its words */
  locale: string;
}
export type KnownPoint = Omit<Checkpoint, 'story' | 'picture' | 'picture_alt' | 'audio' | 'game'> & { game: boolean };
export type Known = Record<string, KnownTrail>;

/** Drafts that hold them; the passport reads `NOTED_KEY`, `<trail>/<point>` of what is pressed here. */
export const SEALS_KEY = 'trails:seals';
export const NOTED_KEY = 'seals';
export const KNOWN_KEY = 'trails:known';
const MOST_SEALS = 500;

/** Calendar day in Shanghai, which has no daylight saving time. */
export const shanghaiDay = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);

/** What is kept of a trail: everything but its stories. */
export function lean(pack: Pick<TrailPage, keyof KnownTrail & keyof TrailPage>, locale: string): KnownTrail {
  const { slug, title, ordered, revision, points } = pack;
  return {
    slug,
    title,
    ordered,
    revision,
    locale,
    points: points.map(({ story: _, picture: _p, picture_alt: _a, audio: _s, game, ...point }) => ({
      ...point,
      game: game !== undefined,
    })),
  };
}

/** The point that a printed code belongs to, when this phone knows its trail. */
export function pointOfHash(known: Known, hash: string): { trail: string; point: string } | null {
  for (const { slug, points } of Object.values(known))
    for (const point of points) if (point.hashes.includes(hash)) return { trail: slug, point: point.id };
  return null;
}

/** A point as `/c` shows it; null when this phone does not know it. */
export function cardOf(known: Known, trail: string | null, point: string | null): CheckpointCard | null {
  const pack = trail === null ? undefined : known[trail];
  const found = pack?.points.find(({ id }) => id === point);
  if (!pack || !found) return null;
  const { id, name, seal, place, todo, proofs, game } = found;
  return {
    trail: { slug: pack.slug, title: pack.title, ordered: pack.ordered },
    point: { id, name, seal, place, proofs, game, ...(todo ? { todo } : {}) },
    seals: pack.points.map(({ id, name, seal, required }) => ({ id, name, seal, required })),
  };
}

export const isRefused = (state: StampState): state is Refusal => state !== 'noted' && state !== 'delivered';

/** Whether it is a seal to be shown as one: an answer is none before the database has said that it is right. */
export const stands = ({ state, proof }: Pick<Stamped, 'state' | 'proof'>): boolean =>
  state === 'delivered' || (state === 'noted' && proof !== 'question');

/** Why a record is no seal; null while it waits or when it is one. */
export function refusalOf(verdict: string | undefined): Refusal | null {
  const word = verdict?.replace('rejected:', '');
  if (!word || word === 'accepted' || word === 'seen' || word === 'upgrade') return null;
  return (REFUSALS as readonly string[]).includes(word) ? (word as Refusal) : 'refused';
}

export const withSeal = (seals: Seals, seal: Stamped): Seals => ({ list: [...seals.list, seal].slice(-MOST_SEALS) });

export const change = (seals: Seals, at: number, to: Partial<Stamped>): Seals => ({
  list: seals.list.map((seal) => (seal.at === at ? { ...seal, ...to } : seal)),
});

/** `<trail>/<point>` of every seal that counts on this phone. */
export const subjects = (seals: Seals): string[] => [
  ...new Set(seals.list.filter((s) => s.trail && s.point && stands(s)).map((s) => `${s.trail}/${s.point}`)),
];

/** Points of a trail that have their seal on this phone. */
export const collected = (seals: Seals, trail: string): Set<string> =>
  new Set(
    seals.list.filter((seal) => seal.trail === trail && seal.point && stands(seal)).map((s) => s.point as string),
  );

/** Where to go next: behind this point in the trail's order, from the beginning when the end is reached. */
export function nextPoint(card: CheckpointCard, got: ReadonlySet<string>): CheckpointCard['seals'][number] | null {
  const at = card.seals.findIndex(({ id }) => id === card.point.id);
  const round = [...card.seals.slice(at + 1), ...card.seals.slice(0, at + 1)];
  return round.find(({ id, required }) => required && !got.has(id)) ?? round.find(({ id }) => !got.has(id)) ?? null;
}

/** A trail is walked when every required point has its seal. */
export const isComplete = (card: CheckpointCard, got: ReadonlySet<string>): boolean =>
  card.seals.every(({ id, required }) => !required || got.has(id));
