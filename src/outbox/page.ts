/** The outbox of this page: everything that delivers, fetched by index.ts when first needed. */
import { backend } from '../backend/browser.ts';
import { PROTOCOL } from '../contract/records.ts';
import { pageClock } from './clock.ts';
import type { Connection } from './db.ts';
import { SIGNAL } from './note.ts';
import { createDisk, createOutbox, type Outbox } from './outbox.ts';
import { PACE } from './pace.ts';
import type { Status } from './status.ts';
import { newId } from './text.ts';

type Disk = ReturnType<typeof createDisk>;
let disk: Disk | undefined;
let outbox: Promise<Outbox> | undefined;

export function pageDisk(connection: Connection): Disk {
  disk ??= createDisk(connection, navigator.locks ?? null, pageClock, newId());
  return disk;
}

/** What the session needs of the phone: see backend/browser.ts. */
export function lend(connection: Connection) {
  const { keep, alone } = pageDisk(connection);
  return { keep, clock: pageClock, exclusive: alone };
}

function announce(): void {
  if (typeof BroadcastChannel === 'undefined') return;
  const others = new BroadcastChannel(SIGNAL);
  others.postMessage('status');
  others.close();
}

export function openOutbox(connection: Connection, status: Status): Promise<Outbox> {
  outbox ??= backend().then((loaded) =>
    createOutbox({
      ...pageDisk(connection),
      backend: loaded,
      clock: pageClock,
      random: Math.random,
      pace: PACE,
      // the layout writes the build's version; without one the exchange's own version has to do
      version: document.documentElement.dataset.version ?? `protocol-${PROTOCOL}`,
      status,
      announce,
    }),
  );
  outbox.catch(() => {
    outbox = undefined;
  });
  return outbox;
}
