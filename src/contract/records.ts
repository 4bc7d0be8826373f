/**
 * Participation records: what a person does, as it leaves the phone.
 * SQL twin: `api.record_participation` (supabase/migrations/*_ledger.sql); tests/db/contract.test.ts holds both together.
 */

/** Version of the exchange between outbox and `api.record_participation`. The server accepts this one and the one before. */
export const PROTOCOL = 1;
/** Longest record in bytes of its (ASCII-only) JSON text. */
export const RECORD_MAX_BYTES = 4096;
/** Most records in one call, and most bytes of record text in one call. */
export const BATCH_MAX_RECORDS = 200;
export const BATCH_MAX_BYTES = 200_000;
/** Largest request body the edge lets through. */
export const BODY_MAX_BYTES = 262_144;
/** Contests, monitoring forms and stamps are accepted this long after they were made on the phone. */
export const WINDOW_GRACE_HOURS = 72;

/**
 * Answers are short strings everywhere. Letters of the chosen options in alphabetical order ("B", "ACD");
 * true/false is A (true) or B (false); a sorting question has one letter per item, the box it went into ("ABBA");
 * "?" means "I don't know" and scores 0.
 */
export type Choice = string;
export const CHOICE_PATTERN = /^(?:[A-L]{1,12}|\?)$/;

export const AGE_BANDS = ['u18', '18-34', '35-59', '60up'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

interface RecordBase {
  /** uuid made on the phone; the ledger's primary key */
  id: string;
  v: 1;
  /** phone's wall clock, ISO 8601 UTC; informative only, the server corrects it by the age sent with the batch */
  at: string;
  /** code of the placement (`?ch=`) that first brought this phone here; unknown ones are ignored */
  ch?: string;
}

/** One practice answer. Counted by knowledge point; never expires. */
export interface AnswerRecord extends RecordBase {
  kind: 'answer';
  quiz: string;
  question: string;
  rev: number;
  choice: Choice;
  /** milliseconds between seeing the question and answering, clipped to an hour */
  ms: number;
}

/** A practice round was finished. */
export interface RoundRecord extends RecordBase {
  kind: 'round';
  quiz: string;
  asked: number;
}

/** A contest attempt is handed in; `attempt` was opened by the server, answers stand in the order shown. */
export interface ContestRecord extends RecordBase {
  kind: 'contest';
  attempt: string;
  answers: Choice[];
}

/** A monitoring form is handed in; answers and milliseconds stand in the form's order. */
export interface MonitorRecord extends RecordBase {
  kind: 'monitor';
  quiz: string;
  version: number;
  answers: Choice[];
  ms: number[];
  district?: string | null;
  age_band?: AgeBand | null;
}

/** The person chose (or took back) a coarse district and age band. */
export interface ProfileRecord extends RecordBase {
  kind: 'profile';
  district: string | null;
  age_band: AgeBand | null;
}

/**
 * A checkpoint was reached; the kind of proof decides the other fields. What proves it is checked by the server: `token`
 * is what stood behind `/c#`, `code` what was typed, `mac` what a screen showed. Stamps made by staff are no records of a
 * phone. No position ever leaves the phone, only that it was inside the fence.
 */
export type StampRecord = RecordBase & { kind: 'stamp' } & (
    | { proof: 'code'; token: string }
    | { proof: 'typed'; code: string }
    | { proof: 'screen'; trail: string; point: string; step: number; mac: string }
    | { proof: 'question'; trail: string; point: string; choice: Choice }
    | { proof: 'place'; trail: string; point: string; fix: 'in' }
  );

/** A game was played to its end; `choices` has the first choice of every step, one letter each ("?" for none). */
export interface GameRecord extends RecordBase {
  kind: 'game';
  game: string;
  rev: number;
  choices: string;
}

/**
 * A block of a lesson was gone through to its end; `choices` has the first choice of every step of sort, scene, check and
 * recall, and is empty for what is only read. Which class it counts for follows from the person's seat.
 */
export interface BlockRecord extends RecordBase {
  kind: 'block';
  lesson: string;
  rev: number;
  block: string;
  choices: string;
}

/** Sign-up of a party to one date of an event. `ticket` is made on the phone and shown at the door. */
export interface SignupRecord extends RecordBase {
  kind: 'signup';
  event: string;
  /** the date's first announced start, `YYYY-MM-DDTHH:MM:SSZ` */
  origin: string;
  party: number;
  as: 'guest' | 'helper';
  ticket: string;
}

/** A sign-up is taken back; `signup` is the id of its record. */
export interface CancelRecord extends RecordBase {
  kind: 'cancel';
  signup: string;
}

/** The event's printed code was scanned on the spot; which date it was follows from the time. */
export interface AttendRecord extends RecordBase {
  kind: 'attend';
  event: string;
  token: string;
}

/** A vote for a work: the first of a person in a round counts. */
export interface VoteRecord extends RecordBase {
  kind: 'vote';
  round: string;
  work: string;
}

export type ParticipationRecord =
  | AnswerRecord
  | RoundRecord
  | ContestRecord
  | MonitorRecord
  | ProfileRecord
  | StampRecord
  | GameRecord
  | BlockRecord
  | SignupRecord
  | CancelRecord
  | AttendRecord
  | VoteRecord;
export type RecordKind = ParticipationRecord['kind'];
/** A record before the outbox gives it id, version and time. */
export type NewRecord = ParticipationRecord extends infer R
  ? R extends RecordBase
    ? Omit<R, 'id' | 'v' | 'at'>
    : never
  : never;

/** What the database says about one record. Only this retires a record from the phone. */
export type Verdict = 'accepted' | 'seen' | 'late' | 'closed' | 'conflict' | `rejected:${RejectCode}`;
export const REJECT_CODES = [
  'unparsable', // not JSON, not an object, too long, raw control characters or lone surrogates
  'bad_id', // id is not a uuid
  'upgrade', // kind or version this server does not know: the phone keeps it until it is updated
  'bad_field', // a field is missing, of the wrong type, out of range or unknown
  'unknown_question',
  'unknown_quiz',
  'unknown_attempt', // no such attempt, or somebody else's
  'unknown_point', // no such checkpoint, or a token that was never printed
  'unknown_game',
  'unknown_lesson', // no such lesson, revision or block
  'unknown_event', // no such event, date, code, sign-up, round or work
  'too_early', // sign-up has not opened
  'not_proved', // wrong answer, wrong or outdated code
  'too_many', // too many wrong proofs today
] as const;
export type RejectCode = (typeof REJECT_CODES)[number];

/** Reply of `api.record_participation`: one verdict per element, in order. */
export interface BatchReply {
  protocol: number;
  /** changes when the database was restored from a backup: acknowledged records of the last 30 days are sent again */
  epoch: string;
  /** server's clock, ISO 8601 */
  server_now: string;
  /** `id` is echoed; null where the element had none that could be read */
  verdicts: { id: string | null; verdict: Verdict }[];
}
