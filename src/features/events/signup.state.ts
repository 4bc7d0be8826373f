/** Signing up to the dates of one event: tickets of this phone, live places, and the record that asks for one. */
import type { EventPage, Session } from '../../contract/events.ts';
import { type NoteErrorCode, note, now, outboxStatus, subscribe } from '../../outbox/index.ts';
import { fetchMyEvents, fetchPlaces } from './ticket.remote.ts';
import { codeOf, instant, type Kept, newTicket, TICKETS_KEY } from './ticket.ts';
import { loadTickets, serverNow, settleTickets, takeBack } from './tickets.state.ts';

export interface SignUpState {
  /** tickets to dates of this event */
  tickets: Kept[];
  /** dates with the places that are left by now */
  sessions: Session[];
  /** places were asked and did not come: those in the page may be old */
  stale: boolean;
  /** server's time, as well as the phone knows it, ms */
  at: number;
  busy: boolean;
  message: '' | 'not_stored' | NoteErrorCode;
}
export interface SignUp {
  state: SignUpState;
  load(): Promise<void>;
  /** Answers the new ticket's code; null when nothing could be stored. */
  sign(origin: string, party: number, as: Kept['as']): Promise<string | null>;
  cancel(code: string): Promise<void>;
  stop(): void;
}

/** What of an event signing up to it needs. */
export type SignUpEvent = Pick<EventPage, 'slug' | 'title' | 'where' | 'all_day' | 'party' | 'sessions'>;

/** How often the page looks anew while it is seen, ms. */
const LOOK_MS = 30_000;

export function createSignUp(event: SignUpEvent, locale: string, onChange: () => void): SignUp {
  const state: SignUpState = {
    tickets: [],
    sessions: event.sessions,
    stale: false,
    at: now(),
    busy: false,
    message: '',
  };
  const set = (change: Partial<SignUpState>) => {
    Object.assign(state, change);
    onChange();
  };
  const put = (tickets: Kept[], at: number) =>
    set({ at, tickets: tickets.filter((one) => one.event === event.slug).sort((a, b) => b.at - a.at) });

  const askPlaces = async () => {
    const fresh = await fetchPlaces(event.slug).catch(() => null);
    const sessions = event.sessions.map((one) => {
      const now = fresh?.find(({ origin }) => instant(origin) === instant(one.origin));
      return now ? { ...one, state: now.state, places: now.places } : one;
    });
    set(fresh ? { sessions, stale: false } : { stale: true });
  };
  const askMine = async () => {
    const mine = await fetchMyEvents(locale).catch(() => undefined);
    put(await settleTickets(mine), await serverNow());
  };
  async function load() {
    put(await settleTickets().catch(() => []), await serverNow());
    await Promise.allSettled([askPlaces(), askMine()]);
  }

  let waiting = -1;
  const end = subscribe((status) => {
    const delivered = waiting > status.waiting;
    waiting = status.waiting;
    if (delivered) void load();
  });
  const look = () => document.visibilityState === 'visible' && outboxStatus().waiting === 0 && void load();
  const clock = setInterval(look, LOOK_MS);
  document.addEventListener('visibilitychange', look);

  const act = async <T>(work: () => Promise<T>): Promise<T | null> => {
    set({ busy: true, message: '' });
    try {
      const done = await work();
      set({ busy: false });
      return done;
    } catch (error) {
      set({ busy: false, message: (error as { code?: NoteErrorCode }).code ?? 'not_stored' });
      return null;
    }
  };

  return {
    state,
    load,
    sign: (origin, party, as) =>
      act(async () => {
        const session = state.sessions.find((one) => one.origin === origin);
        if (!session) throw new Error('unknown date');
        const code = codeOf(crypto.getRandomValues(new Uint8Array(16)));
        const ticket = newTicket(event, session, { code, party, as, at: now() });
        const kept = await loadTickets();
        // the code is on the disk with its record, or neither is
        await note(
          { kind: 'signup', event: event.slug, origin: instant(origin), party, as, ticket: code },
          { key: TICKETS_KEY, value: [...kept, ticket] },
        );
        put(await settleTickets(), await serverNow());
        return code;
      }),
    cancel: async (code) => {
      await act(() => takeBack(code));
      put(await settleTickets(), await serverNow());
    },
    stop() {
      end();
      clearInterval(clock);
      document.removeEventListener('visibilitychange', look);
    },
  };
}
