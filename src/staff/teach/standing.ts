/** Where a class stands, in numbers and in sentences that a teacher reads out. Pure. */
import type { ClassPage, SeatState } from '../../contract/courses.ts';
import { fill, fillCount } from '../../ui/fill.ts';
import { heldSeats } from './entry.ts';
import { seatList, type TeachWords } from './words.ts';

type Seat = ClassPage['seats'][number];

export interface Standing {
  seats: number;
  joined: number;
  done: number;
}
export const standing = (page: Pick<ClassPage, 'seats' | 'class'>): Standing => ({
  seats: page.class.seats,
  joined: page.seats.filter(({ state }) => state !== 'empty').length,
  done: page.seats.filter(({ state }) => state === 'done').length,
});

/** Seats that the class still waits for: taken, and not done with all hours of the year. */
export const waitedFor = ({ state }: Seat): boolean => state !== 'empty' && state !== 'done';

/** The lesson that comes next: the first that is not complete for everybody who has a seat. */
export function nextLesson({ course, seats }: Pick<ClassPage, 'course' | 'seats'>): string | undefined {
  const taken = seats.filter(({ state }) => state !== 'empty').length;
  return course.lessons.find(({ slug }) => heldSeats(seats, slug).length < Math.max(1, taken))?.slug;
}

export interface Nudge {
  text: string;
  seats: number[];
}

/** Sentences without names and seat numbers; the numbers stand beside them for the teacher's own screen. */
export function nudges(page: ClassPage, words: TeachWords, locale: string): Nudge[] {
  const found: Nudge[] = [];
  const taken = page.seats.filter(({ state }) => state !== 'empty');
  const say = (key: string, seats: Seat[], values: Record<string, string> = {}) => {
    if (seats.length > 0)
      found.push({
        text: fill(fillCount(words, key, seats.length, locale), values),
        seats: seats.map(({ seat }) => seat),
      });
  };
  for (const { slug, title } of page.course.lessons.slice(0, page.required)) {
    const open = taken.filter(({ lessons }) => !lessons.some((one) => one.lesson === slug && one.how));
    const begun = (seat: Seat) => seat.lessons.some((one) => one.lesson === slug && one.blocks > 0);
    say('nudge_begun', open.filter(begun), { lesson: title });
    const still = open.filter((seat) => !begun(seat));
    say(
      'nudge_open',
      still.filter(({ device }) => device),
      { lesson: title },
    );
    say(
      'nudge_class',
      still.filter(({ device }) => !device),
      { lesson: title },
    );
  }
  say(
    'nudge_empty',
    page.seats.filter(({ state }) => state === 'empty'),
  );
  if (taken.length > 0 && !found.length) found.push({ text: words.nudge_all, seats: [] });
  return found;
}

export const besides = (words: TeachWords, seats: readonly number[]): string =>
  fill(words.nudge_seats, { seats: seatList(seats, words.comma) });

/** What stands in a tile besides the number, so that nobody needs to see a colour. */
export const SIGN: Record<SeatState, string> = { empty: '', joined: '○', begun: '◔', one: '◑', done: '●' };
