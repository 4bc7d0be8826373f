const QUIET_MS = 1_000;
const lastAt = new Map<string, { at: number; untold: number }>();

/**
 * One line on standard output, and only when something went wrong. Neither the visitor's address nor the query
 * (which may hold what a person typed) is written. The same trouble is told once a second, with how often it was untold.
 */
export function logError(what: string, error: unknown, path?: string, now: number = Date.now()): void {
  const last = lastAt.get(what);
  if (last && now - last.at < QUIET_MS) {
    last.untold++;
    return;
  }
  lastAt.set(what, { at: now, untold: 0 });
  const reason = error instanceof Error ? error.message : String(error);
  const more = last?.untold ? { untold: last.untold } : {};
  console.log(JSON.stringify({ at: new Date(now).toISOString(), what, path, reason, ...more }));
}
