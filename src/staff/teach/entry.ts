/** Entering who was there: what is typed, what it changes, and what another teacher changed meanwhile. Pure. */
import type { ClassPage } from '../../contract/courses.ts';
import { range } from './words.ts';

type Seats = ClassPage['seats'];
/** What the teacher wants of a seat: the hour counts, or it does not. */
export type Wishes = ReadonlyMap<number, boolean>;

/** How the hour of a seat was held; null while it is not complete. */
export const heldBy = (seats: Seats, lesson: string, seat: number) =>
  seats.find((one) => one.seat === seat)?.lessons.find((one) => one.lesson === lesson)?.how ?? null;

/** Seats whose hour of a lesson counts already. */
export const heldSeats = (seats: Seats, lesson: string): number[] =>
  seats.filter(({ lessons }) => lessons.some((one) => one.lesson === lesson && one.how)).map(({ seat }) => seat);

export interface Typed {
  wishes: Map<number, boolean>;
  /** what could not be read, as it was typed */
  unread: string[];
  /** numbers that the class does not have */
  missing: number[];
}

/**
 * `1-45 -7 -12`: seats and runs that count, and with a minus those that do not; what comes later wins. Commas of any width,
 * full-width digits and dashes of every length are read as well. Seats that are not mentioned stay as they are.
 */
export function readSeats(text: string, seats: number): Typed {
  const typed: Typed = { wishes: new Map(), unread: [], missing: [] };
  const plain = text.normalize('NFKC').replace(/[‐-―−~～至到]/g, '-');
  for (const part of plain.split(/[\s,、，;；]+/).filter(Boolean)) {
    const [, minus, first, last] = /^(-?)(\d{1,3})(?:-(\d{1,3}))?$/.exec(part) ?? [];
    if (!first || (last && Number(last) < Number(first))) {
      typed.unread.push(part);
      continue;
    }
    for (const seat of range(Number(first), Number(last ?? first)))
      if (seat >= 1 && seat <= seats) typed.wishes.set(seat, !minus);
      else typed.missing.push(seat);
  }
  return typed;
}

/** Later wishes over earlier ones. */
export const combine = (earlier: Wishes, later: Wishes): Map<number, boolean> => new Map([...earlier, ...later]);

export interface Entry {
  /** seats that count if it is saved now */
  marked: Set<number>;
  /** what would be sent: differences alone, so that nothing of a colleague's is overwritten */
  done: number[];
  undone: number[];
}

/** What wishes come to on what the class has now. An hour that a pupil did on a phone stays. */
export function entryOf(seats: Seats, lesson: string, wishes: Wishes): Entry {
  const held = new Set(heldSeats(seats, lesson));
  const entry: Entry = { marked: new Set(held), done: [], undone: [] };
  for (const [seat, wish] of wishes) {
    if (wish === held.has(seat) || heldBy(seats, lesson, seat) === 'device') continue;
    entry[wish ? 'done' : 'undone'].push(seat);
    if (wish) entry.marked.add(seat);
    else entry.marked.delete(seat);
  }
  entry.done.sort((a, b) => a - b);
  entry.undone.sort((a, b) => a - b);
  return entry;
}

/** What changed between two readings besides what was just sent: a colleague's entries, or pupils on their phones. */
export function othersDid(
  before: Seats,
  after: Seats,
  lesson: string,
  sent: { done: readonly number[]; undone: readonly number[] },
): { added: number[]; removed: number[] } {
  const was = new Set(heldSeats(before, lesson));
  const is = new Set(heldSeats(after, lesson));
  return {
    added: [...is].filter((seat) => !was.has(seat) && !sent.done.includes(seat)),
    removed: [...was].filter((seat) => !is.has(seat) && !sent.undone.includes(seat)),
  };
}
