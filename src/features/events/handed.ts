/** Dates as the island of sign-up is handed them: a weekly event has sixty, each much like the last. Pure. */
import type { Session } from '../../contract/events.ts';
import { instant } from './ticket.ts';

type Places = NonNullable<Session['places']>;
type Other = Partial<Omit<Session, 'places'>> & { places?: Partial<Places> | null };
export interface Handed {
  /** the last date in full: hardly anybody has signed up to it yet, and hardly ever was it moved */
  last: Session | null;
  /** every date: how many seconds it is away from the last one, and in what else it differs */
  all: (number | [seconds: number, other: Other])[];
}

const MOMENTS = ['origin', 'starts_at', 'ends_at', 'opens_at', 'closes_at'] as const;

/** The same date so many seconds later. */
function later(session: Session, seconds: number): Session {
  const own = { ...session };
  for (const name of MOMENTS) {
    const at = session[name];
    if (at) own[name] = instant(new Date(Date.parse(at) + seconds * 1000).toISOString());
  }
  return own;
}

/** What `one` has otherwise than `like`; undefined when it is the same. */
function differing<T extends object>(one: T, like: T): Partial<T> | undefined {
  const own = Object.entries(one).filter(([name, value]) => value !== like[name as keyof T]);
  return own.length > 0 ? (Object.fromEntries(own) as Partial<T>) : undefined;
}

/** Packs the dates of an event. */
export function handOver(sessions: readonly Session[]): Handed {
  const last = sessions.at(-1) ?? null;
  const all = sessions.map((session): Handed['all'][number] => {
    const seconds = (Date.parse(session.origin) - Date.parse(last!.origin)) / 1000;
    const { places: usual, ...like } = later(last!, seconds);
    const { places: own, ...rest } = session;
    const places = own && usual ? differing(own, usual) : own === usual ? undefined : own;
    const other: Other = { ...differing(rest, like), ...(places !== undefined && { places }) };
    return Object.keys(other).length > 0 ? [seconds, other] : seconds;
  });
  return { last, all };
}

/** The dates as they were. */
export function takeOver({ last, all }: Handed): Session[] {
  return all.map((one) => {
    const [seconds, other] = typeof one === 'number' ? [one, {} as Other] : one;
    const like = later(last!, seconds);
    const places = other.places === undefined ? like.places : other.places && { ...like.places, ...other.places };
    return { ...like, ...other, places: places as Session['places'] };
  });
}
