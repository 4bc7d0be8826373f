/**
 * The door of the outbox. `note` and the drafts need nothing but this phone; delivery starts with `startDelivery` (once per
 * page, by the layout) and touches the network only when something waits.
 */
import { backend, lend } from '../backend/browser.ts';
import { NotNow } from '../backend/session.ts';
import { PROTOCOL } from '../contract/records.ts';
import { pageClock } from './clock.ts';
import { connect } from './db.ts';
import { SIGNAL } from './note.ts';
import { createDisk, createOutbox, type Outbox } from './outbox.ts';
import { PACE } from './pace.ts';
import type { OutboxStatus } from './status.ts';
import { newId } from './text.ts';
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
export { parseRecoveryKey, showRecoveryKey } from './recovery.ts';
export type { OutboxStatus } from './status.ts';

const locks = () => (typeof navigator !== 'undefined' && navigator.locks) || null;
const channel = () => (typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(SIGNAL));

const disk = createDisk(connect(), locks(), pageClock, typeof crypto === 'undefined' ? 'server' : newId());
lend({
  keep: disk.keep,
  clock: pageClock,
  async exclusive(name, work) {
    const done = await disk.exclusive(name, work);
    if (done === null) throw new NotNow(1000);
    return done;
  },
});

let outbox: Outbox | undefined;
function open(): Outbox {
  outbox ??= createOutbox({
    rows: disk.rows,
    exclusive: disk.exclusive,
    backend: backend(),
    clock: pageClock,
    random: Math.random,
    pace: PACE,
    // the layout writes the build's version; without one the exchange's own version has to do
    version: document.documentElement.dataset.version ?? `protocol-${PROTOCOL}`,
    announce() {
      const others = channel();
      others?.postMessage('status');
      others?.close();
    },
  });
  return outbox;
}

/** How many records wait, were delivered, refused or set aside; as of the last look at the disk. */
export const outboxStatus = (): OutboxStatus => open().status();

/** Calls `listener` now and at every change; returns a function that ends it. */
export const subscribe = (listener: (status: OutboxStatus) => void): (() => void) => {
  const end = open().subscribe(listener);
  open()
    .refresh()
    .catch(() => {});
  return end;
};

/** Tries to deliver at once (the button beside 未送达); resolves with the status afterwards. */
export const flushNow = async (): Promise<OutboxStatus> => {
  await open().flush({ eager: true });
  return open().status();
};

let watching = false;
/** Starts delivering in this page. Calling it again does nothing. */
export function startDelivery(): void {
  if (watching || typeof document === 'undefined') return;
  watching = true;
  watch(open(), { window, document }, channel(), PACE.onlineSpread, Math.random);
}

/** State and verdict of one record; undefined when this phone does not know it. */
export const recordState = (id: string) => open().recordState(id);

/** Everything in the queue, for the person to take away. */
export const exportQueue = () => open().exportQueue();

/** This phone's recovery key: canonical, as shown to people, and whether the database already knows it. */
export const recoveryKey = () => open().recoveryKey();

/** Takes over the passport that `typed` belongs to. Rejects with `BackendError` (`bad_argument`, `not_found`, `offline`). */
export const recoverWith = (typed: string) => open().recoverWith(typed);

/** After the person had everything erased: removes what this phone keeps, waiting records too. */
export async function forgetPhone(): Promise<void> {
  await backend().session.forget();
  await disk.rows.wipe();
  await open().refresh();
}
