/**
 * The door of the outbox. Noting and drafts need nothing but this phone; delivery starts with `startDelivery` (once per
 * page, by the layout), and what delivers is fetched only when something waits: a first view pays for none of it.
 */
import { backend, borrowFrom } from '../backend/browser.ts';
import { forgetTouch } from './channel.ts';
import { readCounts } from './counts.ts';
import { connect } from './db.ts';
import { SIGNAL } from './note.ts';
import type { Outbox } from './outbox.ts';
import { createPorter } from './porter.ts';
import { createStatus, type OutboxStatus } from './status.ts';
import { watch } from './triggers.ts';

export {
  deleteDraft,
  mono,
  type NoteError,
  type NoteErrorCode,
  note,
  now,
  readDraft,
  writeDraft,
} from './note.ts';
export type { ExportedRow } from './outbox.ts';
export { sha256 } from './sha256.ts';
export type { OutboxStatus } from './status.ts';

const ONLINE_SPREAD_MS = 10_000;

const connection = connect();
const status = createStatus();
const wake = async (): Promise<Outbox> => (await import('./page.ts')).openOutbox(connection, status);
const porter = createPorter(status, () => readCounts(connection), wake);
borrowFrom(async () => (await import('./page.ts')).lend(connection));

/** How many records wait, were delivered, refused or set aside; as of the last look at the phone's disk. */
export const outboxStatus = (): OutboxStatus => status.get();

/** Calls `listener` now and at every change; returns a function that ends it. */
export function subscribe(listener: (status: OutboxStatus) => void): () => void {
  porter.refresh().catch(() => {});
  return status.subscribe(listener);
}

/** Tries to deliver at once (the button beside 未送达); resolves with the status afterwards. */
export async function flushNow(): Promise<OutboxStatus> {
  await porter.flush({ eager: true });
  return status.get();
}

let watching = false;
/** Starts delivering in this page. Calling it again does nothing. */
export function startDelivery(): void {
  if (watching || typeof document === 'undefined') return;
  watching = true;
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(SIGNAL);
  watch(porter, { window, document }, channel, ONLINE_SPREAD_MS, Math.random);
}

/** State and verdict of one record; undefined when this phone does not know it. */
export const recordState = async (id: string) => (await wake()).recordState(id);

/** Everything in the queue, for the person to take away. */
export const exportQueue = async () => (await wake()).exportQueue();

/** This phone's recovery key: canonical, as shown to people, and whether the database already knows it. */
export const recoveryKey = async () => (await wake()).recoveryKey();

/**
 * Takes over the passport that the typed key belongs to. Rejects with `BackendError` (`bad_argument`: not a key,
 * `not_found`: nobody's, `offline`).
 */
export const recoverWith = async (typed: string) => (await wake()).recoverWith(typed);

/** Has the database know this phone's key now; rejects when it cannot be reached. */
export const makeKeyKnown = async () => (await wake()).makeKnown();

/** Milliseconds that the server's clock is ahead of `now()`, as well as this phone knows it. */
export async function clockSkew(): Promise<number> {
  const { skew } = await backend();
  await skew.load();
  return skew.ms;
}

/** After the person had everything erased: removes what this phone keeps, waiting records too. */
export async function forgetPhone(): Promise<void> {
  const { session } = await backend();
  await session.forget();
  forgetTouch();
  await (await import('./page.ts')).pageDisk(connection).rows.wipe();
  await porter.refresh();
}
