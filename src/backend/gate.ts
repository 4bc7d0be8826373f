import { type Fetch, readReply, retryAfter } from './http.ts';
import { timeout } from './timeout.ts';

/** Refresh tokens that will never work again, in the words of old and new Supabase Auth. */
const FINAL = new Set([
  'refresh_token_not_found',
  'refresh_token_already_used',
  'session_not_found',
  'session_expired',
  'user_not_found',
  'user_banned',
  'invalid_grant',
]);

type Door = 'refresh' | 'signup';

/** Calls per minute and door; first and largest pause after failures, ms. */
export const GATE_PACE = { perMinute: 3, base: 2000, cap: 300_000 };

/**
 * Stands between auth-js and the network. auth-js tries a refresh again after 0.2, 0.4, 0.8 s … for half a minute, on every
 * page, and takes a 429 for the end of the session; here at most three calls a minute leave the phone, failures
 * are spaced out, and only the server's own words end a session.
 */
export interface Gate {
  fetch: Fetch;
  /** milliseconds until the next call may leave */
  wait(door: Door): number;
}

export function createGate(
  fetch: Fetch,
  clock: { mono(): number },
  random: () => number,
  hear: { date(server: number): void; final(refreshToken: string): void },
  pace = GATE_PACE,
): Gate {
  const doors: Record<Door, { until: number; failures: number; recent: number[] }> = {
    refresh: { until: 0, failures: 0, recent: [] },
    signup: { until: 0, failures: 0, recent: [] },
  };
  const wait = (door: Door) => {
    const { until, recent } = doors[door];
    const now = clock.mono();
    while (recent.length && now - recent[0]! >= 60_000) recent.shift();
    return Math.max(0, until - now, recent.length >= pace.perMinute ? recent[0]! + 60_000 - now : 0);
  };
  const closed = (ms: number) =>
    new Response('{"code":429,"error_code":"over_request_rate_limit","msg":"waiting"}', {
      status: 429,
      headers: { 'content-type': 'application/json', 'retry-after': String(Math.ceil(ms / 1000)) },
    });

  const through: Fetch = async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    const door: Door | null = url.includes('grant_type=refresh_token')
      ? 'refresh'
      : url.includes('/auth/v1/signup')
        ? 'signup'
        : null;
    if (!door) return fetch(input, init);
    const ms = wait(door);
    if (ms > 0) return closed(ms);
    const state = doors[door];
    state.recent.push(clock.mono());
    const failed = (asked?: number) => {
      const pause = random() * Math.min(pace.cap, pace.base * 2 ** state.failures++);
      state.until = clock.mono() + Math.max(asked ?? 0, pause);
    };
    let response: Response;
    try {
      response = await fetch(input, { signal: timeout(20_000), ...init, redirect: 'error' });
    } catch (error) {
      failed();
      throw error;
    }
    const { body, date } = await readReply(response.clone());
    const said = body as
      | { access_token?: unknown; error_code?: string; code?: string; error?: string }
      | null
      | undefined;
    if (date) hear.date(date);
    if (response.ok && said?.access_token) {
      state.failures = 0;
      state.until = 0;
      return response;
    }
    const words = [said?.error_code, said?.code, said?.error].filter((word) => typeof word === 'string');
    if (door === 'refresh' && response.status < 500 && words.some((word) => FINAL.has(word as string))) {
      const sent = (JSON.parse(String(init?.body ?? '{}')) as { refresh_token?: string }).refresh_token;
      if (sent) hear.final(sent);
      return response;
    }
    failed(retryAfter(response.headers));
    // whatever a captive portal answers, auth-js shall neither retry at once nor read it as the end
    return closed(wait(door));
  };
  return { fetch: through, wait };
}
