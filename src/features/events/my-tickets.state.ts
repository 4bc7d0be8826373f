/** Tickets and attended dates on the passport: of this phone at once, and what the database has of this person. */
import type { MyEvents } from '../../contract/events.ts';
import { now, readDraft, subscribe, writeDraft } from '../../outbox/index.ts';
import { fetchMyEvents } from './ticket.remote.ts';
import type { Kept } from './ticket.ts';
import { serverNow, settleTickets, takeBack } from './tickets.state.ts';

/** Draft of the attended dates as the database told them last: the passport opens without a network. */
const KEPT = 'events:was-at';

export interface MyTicketsState {
  tickets: Kept[];
  attended: MyEvents['attended'];
  /** server's time, as well as the phone knows it, ms */
  at: number;
  /** a cancellation could not be stored */
  failed: boolean;
}
export interface MyTickets {
  state: MyTicketsState;
  load(): Promise<void>;
  cancel(code: string): Promise<void>;
  stop(): void;
}

export function createMyTickets(locale: string, onChange: () => void): MyTickets {
  const state: MyTicketsState = { tickets: [], attended: [], at: now(), failed: false };
  const set = (change: Partial<MyTicketsState>) => {
    Object.assign(state, change);
    onChange();
  };
  const look = async (mine?: MyEvents | null) => {
    const attended = mine?.attended ?? (await readDraft<MyEvents['attended']>(KEPT)) ?? [];
    set({ tickets: await settleTickets(mine), attended, at: await serverNow() });
    if (mine) await writeDraft(KEPT, mine.attended).catch(() => undefined);
  };
  async function load() {
    await look().catch(() => undefined);
    await fetchMyEvents(locale).then(look, () => undefined);
  }
  let waiting = -1;
  const end = subscribe((status) => {
    const delivered = waiting > status.waiting;
    waiting = status.waiting;
    if (delivered) void load();
  });
  return {
    state,
    load,
    async cancel(code) {
      const failed = await takeBack(code).then(
        () => false,
        () => true,
      );
      set({ failed });
      await look().catch(() => undefined);
    },
    stop: end,
  };
}
