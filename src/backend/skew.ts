/**
 * Difference between the server's clock and this phone's. Phones are wrong by minutes, days and years; whoever compares
 * the phone's clock with a token's expiry loses people their identity. Remembered between pages.
 */
export interface Skew {
  /** server's time now, as well as this phone knows it, ms */
  now(): number;
  /** the server said it is `server` (ms) just now */
  learn(server: number): void;
  /** milliseconds to add to the phone's clock */
  readonly ms: number;
  load(): Promise<void>;
}

/** A small store of things that must outlive localStorage; the outbox lends its own. */
export interface Keep {
  get<T>(key: string): Promise<T | undefined>;
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
}

export function createSkew(clock: { now(): number }, keep: Keep | null): Skew {
  let ms = 0;
  let learned = false;
  let loading: Promise<void> | undefined;
  return {
    get ms() {
      return ms;
    },
    now: () => clock.now() + ms,
    learn(server) {
      const fresh = server - clock.now();
      if (!Number.isFinite(fresh)) return;
      const moved = Math.abs(fresh - ms) > 2000;
      ms = fresh;
      learned = true;
      if (moved) keep?.set('skew', ms).catch(() => {});
    },
    load() {
      loading ??= (async () => {
        const kept = await keep?.get<number>('skew').catch(() => undefined);
        if (typeof kept === 'number' && !learned) ms = kept;
      })();
      return loading;
    },
  };
}
