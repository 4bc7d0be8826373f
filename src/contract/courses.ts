/**
 * Courses, lessons and classes as phone, console and database share them.
 * SQL twins: supabase/migrations/*_schools.sql, *_lessons*.sql, *_class*.sql, *_join.sql, *_hours.sql.
 */
import type { Game, GameStepBody, Words } from './trails.ts';

/** Stages of school; grades 1–6, 7–9 and 10–12 (六三三). */
export const SCHOOL_STAGES = ['primary', 'junior', 'senior'] as const;
export type SchoolStage = (typeof SCHOOL_STAGES)[number];
export const stageOf = (grade: number): SchoolStage => (grade <= 6 ? 'primary' : grade <= 9 ? 'junior' : 'senior');

/**
 * story, text: Markdown with an optional picture · picture: a picture with its caption · sort: what one sees goes into two
 * boxes · scene: somebody says something, what do you say (the refusal ladder) · check: questions with their answers ·
 * help: where help is (the product adds the numbers) · recall: never part of the lesson; three of its questions are asked of
 * a random part of a class two to four weeks later (记住率).
 */
export const BLOCK_KINDS = ['story', 'text', 'picture', 'sort', 'scene', 'check', 'help', 'recall'] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];
/** Blocks that are answered, and the game whose rules and drawing they share (src/exercise/games). */
export const BLOCK_GAMES = { sort: 'disguise', scene: 'ladder', check: 'quick', recall: 'quick' } as const;

/** A block inside a lesson's document. */
export interface BlockBody {
  /** stays for ever: progress is kept under it */
  id: string;
  kind: BlockKind;
  /** of the class hour; 0 for recall */
  minutes: number;
  title: Words;
  /** Markdown without HTML, at most 2,000 characters; asked of story, text and help, an introduction elsewhere */
  text: Words | null;
  /** media hash, and what it shows */
  picture: string | null;
  picture_alt: Words | null;
  /** for the teacher: what to do with the class during this block, at most 600 characters */
  note: Words | null;
  /** the lesson is complete without it (the family's pledge) */
  optional: boolean;
  /** sort: names of boxes A and B */
  boxes: [Words, Words] | null;
  /** sort 3–12, scene 1–6, check 3–8, recall 3–9 */
  steps: GameStepBody[] | null;
}

/** Body of a document of kind `lesson`; its key is `<course>-<name>` and its address `/courses/<course>/<name>`. */
export interface LessonBody {
  course: string;
  title: Words;
  summary: Words;
  kps: number[];
  facts: string[];
  checked_on: string;
  /** what pupils can do afterwards: two to five lines of Markdown */
  goals: Words;
  /** Markdown for the teacher, at most 4,000 characters */
  notes: Words;
  /** 4–20; their minutes are one class hour of 40 */
  blocks: BlockBody[];
}

/** Body of a document of kind `course`; the key is the slug. */
export interface CourseBody {
  stage: SchoolStage;
  title: Words;
  summary: Words;
  /** keys of lessons, in order; all of them are the year's class hours */
  lessons: string[];
}

/** Body of a document of kind `checklist` (五个一, 五落实 …): changes by year, so it is data. */
export interface ChecklistBody {
  /** first day of the school year */
  year: string;
  title: Words;
  source: string;
  items: { id: string; text: Words }[];
}

/** What a phone gets of a block; sort, scene and check carry their game (slug `<lesson>/<block>`): lessons are practice. */
export interface Block {
  id: string;
  kind: Exclude<BlockKind, 'recall'>;
  minutes: number;
  title: string;
  text?: string;
  picture?: string;
  picture_alt?: string;
  optional?: boolean;
  game?: Game;
}

/** `api.courses(locale)`. */
export interface CourseCard {
  slug: string;
  stage: SchoolStage;
  title: string;
  summary: string;
  lessons: {
    slug: string;
    name: string;
    title: string;
    summary: string;
    minutes: number;
    blocks: number;
    rev: number;
  }[];
}

/** `api.lesson(course, name, locale)`; null when there is none. */
export interface LessonPage {
  slug: string;
  name: string;
  course: { slug: string; title: string; stage: SchoolStage };
  rev: number;
  /** 1, 2 … in the course, and how many there are */
  place: number;
  of: number;
  title: string;
  summary: string;
  minutes: number;
  goals: string;
  blocks: Block[];
  /** name of the next lesson of the course */
  next?: string;
}

/** `api.lesson_notes(slug, locale)`: for whoever teaches it; public. */
export interface LessonNotes {
  notes: string;
  blocks: { id: string; note?: string }[];
}

// ---------------------------------------------------------------------------------------------------------------- classes

/** Crockford's base32, read as such (O is 0, I and L are 1), shown as XXXX-XXXX. */
export const CLASS_CODE_PATTERN = /^[0-9A-HJKMNP-TV-Z]{8}$/;
export const SEATS_MAX = 70;
/** A class code holds for at most so many days. */
export const CODE_DAYS_MAX = 30;
/** A seat that the teacher opened again for another phone stays open so long. */
export const REOPEN_MINUTES = 10;

export interface ClassName {
  id: string;
  school: string;
  school_name: string;
  /** first day of the school year (1 September) */
  year: string;
  grade: number;
  number: number;
}

/** `api.join_class(code, seat, locale)`. A code that is wrong, expired or locked is the error not_found; too_many: wait. */
export type Joined =
  | { class: ClassName; seat: number }
  | { problem: 'no_such_seat'; seats: number }
  | { problem: 'seat_taken' };

/** How a class hour was held. */
export const HOW = ['device', 'projector', 'paper'] as const;
export type How = (typeof HOW)[number];

/**
 * `api.my_class(locale)`: seat and class hours of the caller; null without a seat. `lessons` are the course's, in order;
 * `blocks` those done by any revision. `certificate` when all are done. `recall`: questions that are waiting now.
 */
export interface MyClass {
  class: ClassName;
  seat: number;
  course: string;
  lessons: { slug: string; name: string; title: string; blocks: string[]; done: How | null; done_on: string | null }[];
  certificate: string | null;
  /** `game` has three of the block's steps; the record's `choices` has a letter at their `places` (from 1) and "?" at the others of all `of` */
  recall: {
    lesson: string;
    rev: number;
    block: string;
    until: string;
    of: number;
    places: number[];
    game: Game;
  } | null;
  /** `seconds` null: no timer; `attempt`: the one that was handed in */
  test: {
    id: string;
    opens_at: string;
    closes_at: string;
    seconds: number | null;
    questions: number;
    state: 'open' | 'handed_in';
    attempt: string | null;
  } | null;
}

/** Ten characters of Crockford's base32. */
export const CERTIFICATE_PATTERN = /^[0-9A-HJKMNP-TV-Z]{10}$/;

/** `api.certificate(code, locale)`; null for a code that nobody has. Of a seat, or of a class: `done` of `of` seats. */
export interface Certificate extends Omit<ClassName, 'id' | 'school'> {
  code: string;
  kind: 'seat' | 'class';
  seat: number | null;
  hours: number;
  done: number;
  of: number;
  issued_on: string;
  /** a class hour that it rests on was taken back */
  withdrawn_on: string | null;
}

// ------------------------------------------------------------------------------------------------------- the teacher's page

/** `api.my_classes(locale)`: classes that the caller teaches, and those of schools that they manage; this year's first. */
export interface ClassCard extends ClassName {
  seats: number;
  joined: number;
  /** pupils who have done one, and all class hours of the year */
  begun: number;
  done: number;
  mine: boolean;
  teachers: string[];
  closed: boolean;
}

/** State of a seat in the grid, from least to most. */
export const SEAT_STATES = ['empty', 'joined', 'begun', 'one', 'done'] as const;
export type SeatState = (typeof SEAT_STATES)[number];

/** `api.class_page(class, locale)`. */
export interface ClassPage {
  class: ClassName & { seats: number; closed: boolean };
  course: CourseCard;
  /** class hours of the year that the rule asks for (L) */
  required: number;
  code: { code: string; until: string; locked: boolean } | null;
  teachers: { sign_in: string; name: string; me: boolean; until: string | null }[];
  seats: {
    seat: number;
    state: SeatState;
    device: boolean;
    reopened: boolean;
    /** per lesson: blocks done of how many, how it was held and when it was complete */
    lessons: { lesson: string; blocks: number; how: How | null; on: string | null }[];
    test: boolean;
  }[];
}

/** `api.hold_hour(class, lesson, how, day, done int[], undone int[])`: what a teacher writes into the grid. */
export interface HourHeld {
  counted: number;
  taken_back: number;
  /** seats that had it already; seats that did it on their own phone and keep it */
  had: number[];
  kept: number[];
}

/**
 * `api.class_answers(class, lesson)`: what the class finds hard. First answers by block and step; a step is shown from five
 * seats on.
 */
export interface ClassAnswers {
  lesson: string;
  rev: number;
  blocks: {
    id: string;
    kind: BlockKind;
    title: string;
    seats: number;
    steps: { n: number; right: number; by_letter: Record<string, number> }[] | null;
  }[];
}

/** `api.class_live(class, lesson, block)`: for the projector; seats that have this block, and first answers by step and letter. */
export interface ClassLive {
  joined: number;
  seats: number;
  steps: Record<string, number>[];
}
