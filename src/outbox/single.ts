import type { QueueRow } from './db.ts';
import type { Pace } from './pace.ts';

const DAY = 86_400_000;

/**
 * A row after it was refused alone. It steps back so that the others pass; after three refusals over a day or more, with
 * another delivery in between, it is `quarantined`: kept, counted and exportable, but not sent any more.
 * `server`: server's time now · `deliveredAt`: server's time of the last delivery · `phone`: phone's time now.
 */
export function refusedAlone(
  row: QueueRow,
  now: { server: number; deliveredAt: number; phone: number },
  pace: Pace,
  random: () => number,
): QueueRow {
  const tries = row.tries + 1;
  const failedAt = row.failedAt ?? now.server;
  const lasting = now.server - failedAt;
  if (tries >= 3 && lasting >= DAY && now.deliveredAt > failedAt)
    return { ...row, tries, failedAt, state: 'quarantined' };
  const pause =
    lasting > pace.outageAfter
      ? pace.outageMin + random() * (pace.outageMax - pace.outageMin)
      : random() * Math.min(pace.cap, pace.base * 2 ** Math.min(row.tries, 30));
  return { ...row, tries, failedAt, nextAt: now.phone + pause };
}
