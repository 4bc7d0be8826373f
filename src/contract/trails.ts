/**
 * Check-in trails, games, points and gifts as phone, console and database share them.
 * SQL twins: supabase/migrations/*_trails*.sql, *_stamps.sql, *_points.sql, *_games.sql, *_gift*.sql, *_claim*.sql.
 */
import type { Locale } from './locales.ts';

/** Words of several languages; zh-Hans is always there. */
export type Words = Partial<Record<Locale, string>>;
/** Longitude, latitude: WGS-84 in GeoJSON's order. Positions are those of places, never of persons. */
export type Position = [lng: number, lat: number];

/**
 * How a stamp was proved, and what that is worth (`GRADES`). code: printed code · screen: rotating code on a screen at the
 * place · question: its answer stands on the exhibit only · place: the phone was inside the fence · staff: staff scanned
 * the passport · typed: the short code printed below the code.
 */
export const PROOFS = ['code', 'screen', 'question', 'place', 'staff', 'typed'] as const;
export type Proof = (typeof PROOFS)[number];
/**
 * 1 can be feigned at home, 2 needs the poster (or a photograph of it), 3 needs somebody at the place at that time. A screen's
 * code that arrives later than ten minutes is worth 2.
 */
export const GRADES: Record<Proof, 1 | 2 | 3> = { place: 1, code: 2, typed: 2, screen: 3, question: 3, staff: 3 };
export type Grade = 1 | 2 | 3;

/** A rotating code changes this often, and holds one step before and after. */
export const SCREEN_STEP_SECONDS = 30;
/** Wrong answers, typed codes and rotating codes that one person may send in a day before they are refused unread. */
export const WRONG_TRIES_A_DAY = 10;

/** What a printed code carries behind `/c#`: 128 random bits. */
export const TOKEN_PATTERN = /^[A-Za-z0-9_-]{22}$/;
/** What a screen's code carries behind `/c#`: s.<trail>.<point>.<step>.<first 80 bits of the HMAC, base64url> */
export const SCREEN_PATTERN =
  /^s\.([a-z0-9][a-z0-9-]{1,39})\.([a-z0-9][a-z0-9-]{0,19})\.(\d{1,10})\.([A-Za-z0-9_-]{14})$/;
/** Short code below a printed code: Crockford's base32, read as such (O is 0, I and L are 1). */
export const TYPED_PATTERN = /^[0-9A-HJKMNP-TV-Z]{6}$/;

/** The two or three sentences on an exhibit, and which option it says. */
export interface OnSiteQuestion {
  words: Partial<Record<Locale, { stem: string; options: string[] }>>;
  /** one letter; never leaves the database */
  answer: string;
}

/** A checkpoint inside a trail's document. */
export interface PointBody {
  /** stays for ever: stamps are kept under it */
  id: string;
  required: boolean;
  /** two to four characters */
  seal: Words;
  name: Words;
  /** where to find it, in words */
  place: Words;
  position: Position | null;
  /** of the fence; null: being there is not asked of the phone */
  radius_m: number | null;
  /** Markdown without HTML, at most 2,000 characters */
  story: Words;
  /** media hash, and what it shows */
  picture: string | null;
  picture_alt: Words | null;
  audio: string | null;
  /** what to do there */
  todo: Words | null;
  game: string | null;
  question: OnSiteQuestion | null;
  proofs: Proof[];
}

/** Body of a document of kind `trail`; the key is the slug. */
export interface TrailBody {
  title: Words;
  summary: Words;
  /** true: meant to be walked in order (stamps count in any) */
  ordered: boolean;
  /** illustrative: positions are invented (演示) and the page says so */
  positions: 'illustrative' | 'surveyed';
  length_m: number;
  minutes: number;
  hours: Words | null;
  access: Words | null;
  leads_to: Words | null;
  /** fastest plausible way between two points in m/s: 3 for a street, 30 for a city; what is faster earns no gift */
  speed: number;
  path: Position[];
  opens_on: string | null;
  closes_on: string | null;
  points: PointBody[];
}

/** `api.trails(locale)`. */
export interface TrailCard {
  slug: string;
  title: string;
  summary: string;
  positions: TrailBody['positions'];
  ordered: boolean;
  length_m: number;
  minutes: number;
  points: { id: string; name: string; seal: string; required: boolean; position?: Position }[];
}

export interface Checkpoint {
  id: string;
  required: boolean;
  seal: string;
  name: string;
  place: string;
  position?: Position;
  radius_m?: number;
  /** Markdown */
  story: string;
  /** addresses (`/media/<hash>`) */
  picture?: string;
  picture_alt?: string;
  audio?: string;
  todo?: string;
  game?: Game;
  question?: { stem: string; options: string[] };
  proofs: Proof[];
  /** sha-256 (hex) of the printed codes that hold now: a phone that has the trail knows a scan offline */
  hashes: string[];
}

/** `api.trail(slug, locale)`; null when there is none. */
export interface TrailPage extends Omit<TrailCard, 'points'> {
  hours?: string;
  access?: string;
  leads_to?: string;
  path: Position[];
  opens_on?: string;
  closes_on?: string;
  points: Checkpoint[];
  /** gifts that ask for this trail */
  gifts: { slug: string; name: string }[];
  /** moves when the trail is published anew */
  revision: number;
}

/** `api.checkpoint(token, locale)`: the little that `/c` shows at its first visit; `token` may be a typed code. Null: unknown. */
export interface CheckpointCard {
  trail: { slug: string; title: string; ordered: boolean };
  point: { id: string; name: string; seal: string; place: string; todo?: string; proofs: Proof[]; game: boolean };
  seals: { id: string; name: string; seal: string; required: boolean }[];
}

/** `api.my_stamps()`; null when nothing was ever delivered. One per point: the best of its days. */
export interface MyStamps {
  stamps: { trail: string; point: string; day: string; grade: Grade; fast: boolean }[];
  points: Points;
}
/** `days` is the sum by kind; what the daily cap took away is not in it. */
export interface Points {
  total: number;
  today: number;
  by_kind: { kind: string; points: number }[];
}
/** `api.point_rules(locale)`: said to people in words by the page. */
export interface PointRules {
  version: number;
  since: string;
  /** most points of one day */
  daily: number;
  kinds: { kind: PointKind; points: number; daily: number }[];
}
export const POINT_KINDS = ['answer', 'round', 'contest', 'monitor', 'stamp', 'game', 'block', 'attend'] as const;
export type PointKind = (typeof POINT_KINDS)[number];
/** Body of the one document of kind `points` (key `points`): points once per subject, at most `daily` of them a day. */
export interface PointsBody {
  daily: number;
  kinds: Record<PointKind, { points: number; daily: number }>;
}

export const GAME_KINDS = ['disguise', 'ladder', 'pairs', 'quick'] as const;
export type GameKind = (typeof GAME_KINDS)[number];
/** Body of a document of kind `game`. */
export interface GameBody {
  kind: GameKind;
  kp: number;
  facts: string[];
  checked_on: string;
  title: Words;
  intro: Words;
  /** disguise: names of boxes A and B */
  boxes: [Words, Words] | null;
  steps: GameStepBody[];
}
export interface GameStepBody {
  /** disguise: the thing · ladder: what somebody says to you · pairs: the left side · quick: the question */
  text: Words;
  /** ladder and quick: two to four; `say`: what follows from choosing it (ladder) */
  options: { text: Words; say: Words | null }[] | null;
  /** pairs: the right side that belongs to it */
  match: Words | null;
  /** letters that are right: a box, one option, or several (ladder); for pairs the step's own letter */
  answer: string;
  /** said after the step */
  say: Words;
}
/** A game in one language; games are practice, so their keys come along. */
export interface Game {
  slug: string;
  rev: number;
  kind: GameKind;
  kp: number;
  title: string;
  intro: string;
  boxes?: [string, string];
  steps: { text: string; options?: { text: string; say?: string }[]; match?: string; answer: string; say: string }[];
}

/** What a gift asks for; null: not asked. */
export interface GiftRule {
  trail: string | null;
  /** every required point of the trail at least this grade */
  grade: Grade;
  /** points of the trail with grade 3; a flagged trail asks for one at least */
  strong: number;
  points: number | null;
  quiz: string | null;
  /** the first so many persons */
  first: number | null;
}
/** Body of a document of kind `gift`. */
export interface GiftBody {
  name: Words;
  text: Words;
  picture: string | null;
  picture_alt: Words | null;
  rule: GiftRule;
  per_person: number;
  opens_at: string | null;
  closes_at: string | null;
}

export interface Counter {
  code: string;
  name: string;
  address: string;
  hours: string;
}
/** `api.gifts(locale)`. */
export interface GiftCard {
  slug: string;
  name: string;
  text: string;
  picture?: string;
  picture_alt?: string;
  rule: GiftRule & { trail_title?: string; quiz_title?: string; required?: number };
  per_person: number;
  opens_at?: string;
  closes_at?: string;
  counters: Counter[];
}
/** `api.gift_stock()`: fetched by the page, as stock moves without publishing. few: at most five. */
export type GiftStock = { gift: string; counter: string; left: 'many' | 'few' | 'none' }[];
/** What is still missing for a gift, in the order in which people would do it. */
export const MISSING = ['not_open', 'trail', 'grade', 'strong', 'points', 'quiz', 'first', 'had', 'stock'] as const;
export type Missing = (typeof MISSING)[number];
/** `api.my_gifts()`; null when nothing was ever delivered. */
export interface MyGifts {
  gifts: { slug: string; missing: Missing[]; done: { points: number; of: number } | null }[];
  claims: Claim[];
}
export const CLAIM_STATES = ['issued', 'used', 'expired', 'cancelled'] as const;
/**
 * A gift laid aside for somebody at a counter until `expires_at`. The phone shows `number` and six digits that change every
 * 30 seconds: HMAC-SHA-256 of the step (8 bytes, big-endian) under `secret` (base64), truncated as in RFC 4226.
 */
export interface Claim {
  id: string;
  gift: string;
  counter: string;
  number: string;
  secret: string;
  state: (typeof CLAIM_STATES)[number];
  claimed_at: string;
  expires_at: string;
  used_at?: string;
}
/** What the counter types or scans: number, hyphen, digits. */
export const CLAIM_PATTERN = /^[0-9A-HJKMNP-TV-Z]{8}-?\d{6}$/;
export const CLAIM_STEP_SECONDS = 30;
