/** What the console asks about documents: everything that staff write, as revisions. All reject with `BackendError`. */
import { staffRpc } from '../backend/staff.ts';
import type { QuestionKind, Stage } from '../contract/content.ts';
import type { Locale } from '../contract/locales.ts';

export const KINDS = [
  ...(['question', 'quiz', 'fact', 'trail', 'game', 'gift', 'points'] as const),
  ...(['lesson', 'course', 'checklist', 'event', 'brief'] as const),
] as const;
export type Kind = (typeof KINDS)[number];
export type Status = 'draft' | 'review' | 'published' | 'withdrawn';
export type Pool = 'practice' | 'contest' | 'monitoring';

export interface QuestionBody {
  pool: Pool;
  kp: number;
  kind: QuestionKind;
  stages: Stage[];
  difficulty: number;
  words: Partial<Record<Locale, { stem: string; options: string[]; boxes?: [string, string]; source: string }>>;
  /** media hashes of a picture question, in the order of its options */
  pictures: string[] | null;
  facts: string[];
  valid_from: string | null;
  valid_to: string | null;
  checked_on: string;
  answer: string;
  explanation: Partial<Record<Locale, string>>;
}

/** M has not been checked by anybody: nothing that rests on it is published. */
export const FACT_STATES = ['M', 'V-law', 'V-web', 'V-seed/V-web'] as const;
export interface FactBody {
  kp: number;
  words: Partial<Record<Locale, string>>;
  source: string;
  link: string | null;
  article: string | null;
  valid_from: string | null;
  valid_to: string | null;
  checked_on: string | null;
  checked_by: string | null;
  status: (typeof FACT_STATES)[number];
}

/** A document as a row of a list: what is known of its newest revision. */
export interface Row {
  kind: Kind;
  key: string;
  title: string;
  status: Status;
  /** given back by a reviewer */
  returned: boolean;
  live: boolean;
  head: number;
  live_revision: number | null;
  kp: number | null;
  stages: Stage[] | null;
  /** a quiz's purpose, a fact's state */
  pool: string | null;
  question_kind: QuestionKind | null;
  facts: string[] | null;
  valid_from: string | null;
  valid_to: string | null;
  place: string;
  saved_at: string;
  saved_by: string;
  mine: boolean;
  wrote_it?: boolean;
}

export interface Filter {
  text?: string;
  kp?: string;
  stage?: string;
  pool?: string;
  question_kind?: string;
  status?: string;
  fact?: string;
  live?: boolean;
  returned?: boolean;
  expiring?: boolean;
  mine?: boolean;
}

/** What keeps a body from being published. */
export interface Problem {
  field: string;
  rule: string;
}

export interface Revision {
  revision: number;
  status: Status | 'superseded';
  author: string;
  saved_at: string;
  note: string | null;
  reviewer: string | null;
  reviewed_at: string | null;
  published_at: string | null;
}

export interface Document<B> extends Row {
  body: B;
  note: string | null;
  reviewer: string | null;
  problems: Problem[];
  wrote_it: boolean;
  /** the live version of a monitoring form was used and stays as it is */
  locked: boolean;
  may: Record<'save' | 'submit' | 'publish' | 'give_back' | 'withdraw', boolean>;
  revisions: Revision[];
}

export interface Refusal {
  key: string;
  problem: 'state' | 'content' | 'same_person';
  problems?: Problem[];
}
export interface Outcome {
  done: number;
  refused: Refusal[];
}
export interface Saved {
  key: string;
  revision: number;
  problems: Problem[];
}
export interface Page {
  items: Row[];
  next: string | null;
  /** 1001 stands for more than a thousand; null on further pages */
  total: number | null;
}

export const documents = (kind: Kind, filter: Filter, after: string | null = null, size = 50) =>
  staffRpc<Page>('documents', { kind, filter, after, size });

export const getDocument = <B>(kind: Kind, key: string) => staffRpc<Document<B>>('document', { kind, key });

export const documentRevision = <B>(kind: Kind, key: string, revision: number) =>
  staffRpc<{ revision: number; body: B; status: string; author: string; saved_at: string }>('document_revision', {
    kind,
    key,
    revision,
  });

/** Saves a draft on top of the revision that the editor saw; 0 makes a new document. `edited_meanwhile` when it is not the newest. */
export const saveDocument = (kind: Kind, key: string | null, based_on: number, body: unknown, note: string | null) =>
  staffRpc<Saved>('save_document', { kind, key, based_on, body, note });

export const submitDocuments = (kind: Kind, keys: string[]) => staffRpc<Outcome>('submit_documents', { kind, keys });
/** `revisions` are those that the reviewer has seen: what was handed in anew since is refused. */
export const publishDocuments = (kind: Kind, keys: string[], revisions: number[]) =>
  staffRpc<Outcome>('publish_documents', { kind, keys, revisions });
export const giveBack = (kind: Kind, key: string, note: string) => staffRpc('give_back', { kind, key, note });
export const withdrawDocument = (kind: Kind, key: string, note: string | null) =>
  staffRpc('withdraw_document', { kind, key, note });
export const restoreRevision = (kind: Kind, key: string, revision: number) =>
  staffRpc<{ key: string; revision: number }>('restore_revision', { kind, key, revision });

/** Stores a picture; answers the hash under which `/media/<hash>` serves it. */
export const putMedia = (base64: string, type: string) => staffRpc<{ hash: string }>('put_media', { base64, type });

/** A day on which live content begins, ends or should be looked at again. */
export interface ContentDay {
  day: string;
  what: 'opens' | 'closes' | 'goes_live' | 'expires' | 'law_expires' | 'check_due';
  kind: Kind;
  key: string;
  title: string;
  questions: number | null;
}
export interface Notices {
  drafts: number;
  returned: Row[];
  to_review: Row[] | null;
  to_review_total: number | null;
  expired: ContentDay[];
  coming: ContentDay[];
}
export const notices = () => staffRpc<Notices>('notices');

/** The office's own list for traditional Chinese. */
export const hantOverrides = () => staffRpc<{ simplified: string; traditional: string }[]>('hant_overrides');

/** Where a document is edited, without the language. */
export const editorOf = (kind: Kind, key?: string): string =>
  `/staff/${kind}${key ? `?key=${encodeURIComponent(key)}` : ''}`;
