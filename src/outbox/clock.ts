/**
 * The one place where client code reads time. Tests put their own clock in.
 *
 * `now` is the phone's wall clock: people set it wrong by hours and years, and it jumps.
 * `mono` only moves forward, but starts anew with every page and may stand still while the phone sleeps.
 */
export interface Clock {
  /** milliseconds since 1970 on this phone's wall clock */
  now(): number;
  /** milliseconds on a clock that only moves forward, comparable within one `session` */
  mono(): number;
  /** names the life of `mono`: one document, the same for every script in it */
  session: string;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  mono: () => performance.now(),
  session: String(performance.timeOrigin),
};

let current = systemClock;

/** Replaces the page's clock (tests); without an argument the system's clock returns. */
export function setClock(clock: Clock = systemClock): void {
  current = clock;
}

/** The page's clock, following `setClock`. */
export const pageClock: Clock = {
  now: () => current.now(),
  mono: () => current.mono(),
  get session() {
    return current.session;
  },
};

/** Milliseconds since 1970 on the phone's wall clock. */
export const now = (): number => current.now();
/** Milliseconds on a clock that only moves forward while this page lives. */
export const mono = (): number => current.mono();
