/** How often the network is asked. All times in milliseconds. */
export interface Pace {
  /** after a record was noted */
  debounce: number;
  /** first and largest pause after failures; the pause is a random part of it ("full jitter") */
  base: number;
  cap: number;
  /** failing for this long counts as an outage: pauses are then drawn from `outageMin`–`outageMax` */
  outageAfter: number;
  outageMin: number;
  outageMax: number;
  /** after `online` the wait is random up to this, lest a whole district comes back in the same second */
  onlineSpread: number;
  /** requests per minute */
  budget: number;
  /** one request */
  timeout: number;
  batchRecords: number;
  batchBytes: number;
}

export const PACE: Pace = {
  debounce: 1000,
  base: 2000,
  cap: 300_000,
  outageAfter: 3_600_000,
  outageMin: 900_000,
  outageMax: 1_800_000,
  onlineSpread: 10_000,
  budget: 20,
  timeout: 30_000,
  batchRecords: 50,
  batchBytes: 200_000,
};

/** What is remembered between pages about recent requests (meta key `pace`); times on the phone's wall clock. */
export interface Pulse {
  failures: number;
  /** first failure of the present series; 0: none */
  since: number;
  /** own pause, which a person or a new network may cut short */
  until: number;
  /** the server's pause (Retry-After), which nobody cuts short */
  barred: number;
  /** when requests of the last minute were made */
  sent: number[];
}

export const CALM: Pulse = { failures: 0, since: 0, until: 0, barred: 0, sent: [] };

/** The pulse after a failure. `asked`: milliseconds the server asked to wait. */
export function afterFailure(pulse: Pulse, now: number, pace: Pace, random: () => number, asked = 0): Pulse {
  const since = pulse.since && pulse.since <= now ? pulse.since : now;
  const outage = now - since > pace.outageAfter;
  const pause = outage
    ? pace.outageMin + random() * (pace.outageMax - pace.outageMin)
    : random() * Math.min(pace.cap, pace.base * 2 ** Math.min(pulse.failures, 30));
  return {
    ...pulse,
    failures: pulse.failures + 1,
    since,
    until: now + Math.max(asked, pause),
    barred: asked ? now + asked : pulse.barred,
  };
}

/** Milliseconds until a request may be made; `eager` (a person asked, a network appeared) skips the own pause. */
export function waitFor(pulse: Pulse, now: number, pace: Pace, eager = false): number {
  // a pause longer than any we set comes from a clock that was moved
  const left = (until: number) => (until - now > Math.max(3_600_000, pace.outageMax) ? 0 : Math.max(0, until - now));
  const recent = pulse.sent.filter((at) => at <= now && now - at < 60_000);
  const spent = recent.length >= pace.budget ? recent[recent.length - pace.budget]! + 60_000 - now : 0;
  return Math.max(left(pulse.barred), eager ? 0 : left(pulse.until), spent);
}

/** The pulse with one more request in it. */
export function afterRequest(pulse: Pulse, now: number): Pulse {
  return { ...pulse, sent: [...pulse.sent.filter((at) => at <= now && now - at < 60_000), now] };
}
