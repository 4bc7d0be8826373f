/** Tickets in this phone's memory, kept in step with their records and with what the database says about them. */
import type { MyEvents } from '../../contract/events.ts';
import { clockSkew, exportQueue, note, now, readDraft, writeDraft } from '../../outbox/index.ts';
import { type Kept, merged, type Row, TICKETS_KEY } from './ticket.ts';

export const loadTickets = async (): Promise<Kept[]> => (await readDraft<Kept[]>(TICKETS_KEY)) ?? [];

/** Server's time, as well as the phone knows it, ms. */
export const serverNow = async (): Promise<number> => now() + (await clockSkew().catch(() => 0));

/** Brings the tickets up to what is known of them and keeps that; asks no network. `mine`: what the database just said. */
export async function settleTickets(mine?: MyEvents | null): Promise<Kept[]> {
  const rows = (await exportQueue()) as Row[];
  const before = await loadTickets();
  const after = merged(before, rows, mine?.tickets, await serverNow());
  if (JSON.stringify(after) !== JSON.stringify(before)) await writeDraft(TICKETS_KEY, after).catch(() => undefined);
  return after;
}

/** Notes that a ticket is given back. Rejects with a `NoteError`, or without a code when the sign-up left no trace here. */
export async function takeBack(code: string): Promise<void> {
  const ticket = (await settleTickets()).find((one) => one.code === code);
  if (!ticket?.id) throw new Error('unknown ticket');
  await note({ kind: 'cancel', signup: ticket.id });
}
