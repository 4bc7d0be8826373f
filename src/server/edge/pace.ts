/** Calls one token may have saved up, in seconds of its rate. */
const SAVED_SECONDS = 2;
const TOKENS_MAX = 50_000;

/**
 * GCRA in this process' memory, for the pace of one token. Keyed by the whole token and not by the `sub` it claims:
 * the edge does not verify signatures, and a forged `sub` must not use up somebody else's pace.
 * Returns 0 when the call may go on, else the seconds to wait.
 */
export function pace(perSecond: number, now: () => number = Date.now): (token: string) => number {
  const interval = 1000 / perSecond;
  const tolerance = SAVED_SECONDS * 1000;
  const due = new Map<string, number>();

  const forgetIdle = (at: number) => {
    for (const [token, when] of due) if (when <= at) due.delete(token);
    if (due.size >= TOKENS_MAX) due.clear();
  };

  return (token) => {
    const at = now();
    if (due.size >= TOKENS_MAX) forgetIdle(at);
    const next = Math.max(due.get(token) ?? at, at);
    if (next - at >= tolerance) return Math.ceil((next - at - tolerance + interval) / 1000);
    due.set(token, next + interval);
    return 0;
  };
}
