/** Bookings, pure: what overlaps, what is due, and what a request lacks. Days and times are the city's. */
import type { Locale } from '../../contract/locales.ts';
import type { Booking } from '../../contract/registers.ts';
import type { Words } from '../../contract/trails.ts';
import type { Areas } from '../../i18n/keys.ts';

export type BookingWords = Pick<Areas['venues'], Extract<keyof Areas['venues'], `booking_${string}`>>;

/** A booking is asked for so many days ahead at most. */
export const AHEAD_DAYS = 400;
export const MOST_PUPILS = 2000;

type Slot = Pick<Booking, 'id' | 'venue' | 'day' | 'from_time' | 'to_time' | 'state'>;

/** Agreed visits that are at the same venue at the same time; one that ends when the next begins is no overlap. */
export const overlapping = <B extends Slot>(one: Slot, all: readonly B[]): B[] =>
  all.filter(
    (other) =>
      other.id !== one.id &&
      other.state === 'agreed' &&
      other.venue === one.venue &&
      other.day === one.day &&
      other.from_time < one.to_time &&
      one.from_time < other.to_time,
  );

/** By day and time, then by venue. */
export const inOrder = (all: readonly Booking[]): Booking[] =>
  [...all].sort((a, b) => (`${a.day} ${a.from_time} ${a.venue}` < `${b.day} ${b.from_time} ${b.venue}` ? -1 : 1));

export function byDay(all: readonly Booking[]): Map<string, Booking[]> {
  const days = new Map<string, Booking[]>();
  for (const one of inOrder(all)) days.set(one.day, [...(days.get(one.day) ?? []), one]);
  return days;
}

/** What a request lacks, as a word; null when it can be sent. */
export function wrongRequest(
  asked: { venue: string; day: string; from_time: string; to_time: string; pupils: number },
  today: string,
): 'venue' | 'day' | 'times' | 'pupils' | null {
  if (!asked.venue) return 'venue';
  const last = new Date(Date.parse(today) + AHEAD_DAYS * 86_400_000).toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asked.day) || asked.day < today || asked.day > last) return 'day';
  const time = /^\d{2}:\d{2}$/;
  if (!time.test(asked.from_time) || !time.test(asked.to_time) || asked.to_time <= asked.from_time) return 'times';
  return Number.isInteger(asked.pupils) && asked.pupils >= 1 && asked.pupils <= MOST_PUPILS ? null : 'pupils';
}

/** A name in the reader's language. */
export const named = (name: Words, locale: Locale): string => name[locale] ?? name['zh-Hans'] ?? '';
