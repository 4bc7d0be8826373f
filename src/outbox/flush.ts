import type { Backend } from '../backend/backend.ts';
import type { Clock } from './clock.ts';
import { deliver, type Sender } from './deliver.ts';
import type { Exclusive } from './lock.ts';
import { afterFailure, afterRequest, CALM, type Pace, type Pulse, waitFor } from './pace.ts';
import type { Passkey } from './passkey.ts';
import type { Rows } from './rows.ts';
import { refusedAlone } from './single.ts';
import type { OutboxStatus, Status } from './status.ts';

export interface FlushEnv {
  rows: Rows;
  backend: Backend;
  passkey: Passkey;
  exclusive: Exclusive;
  clock: Clock;
  random: () => number;
  pace: Pace;
  /** the app's version: records it alone knows wait for the server, and the other way round */
  version: string;
  status: Status;
  /** tells other tabs that the counts have changed */
  announce(): void;
}

export interface FlushOptions {
  /** a person asked, or a network appeared: skip the own pause (never the server's) */
  eager?: boolean;
  /** the page is going away */
  closing?: boolean;
}

export interface Flusher {
  /** Delivers what is due; resolves when nothing more can be done now. Never rejects. */
  flush(options?: FlushOptions): Promise<void>;
  /** Flushes after `ms` milliseconds; the earliest request stands. */
  schedule(ms: number, options?: FlushOptions): void;
  refresh(): Promise<void>;
  stop(): void;
}

/** Longest sleep of a timer: later ones are set when this one fires. */
const LONGEST_TIMER = 3_600_000;

export function createFlusher(env: FlushEnv): Flusher {
  const { rows, clock, pace, random, status } = env;
  let running: Promise<void> | undefined;
  /** somebody asked while a flush was on its last steps: their record must not wait for the next occasion */
  let again = false;
  let timer: { id: ReturnType<typeof setTimeout>; at: number; eager: boolean } | undefined;
  let size = pace.batchRecords;
  let refusals = 0;
  let stopped = false;

  const loadPulse = async () => ({ ...CALM, ...(await rows.getMeta<Pulse>('pace')) });
  const savePulse = (pulse: Pulse) => rows.setMeta('pace', pulse);
  const sender: Sender = {
    backend: env.backend,
    clock,
    timeout: pace.timeout,
    count: async () => savePulse(afterRequest(await loadPulse(), clock.now())),
    greet: (identity) => env.passkey.greet(identity),
  };

  const refresh = async () => status.set(await rows.counts());

  const schedule = (ms: number, { eager = false }: FlushOptions = {}) => {
    if (stopped) return;
    const at = clock.mono() + ms;
    if (timer && timer.at <= at && (timer.eager || !eager)) return;
    if (timer) clearTimeout(timer.id);
    const id = setTimeout(
      () => {
        timer = undefined;
        flush({ eager });
      },
      Math.min(ms, LONGEST_TIMER),
    );
    timer = { id, at, eager };
  };

  const fail = async (error: NonNullable<OutboxStatus['lastError']>, retryAfter?: number) => {
    const pulse = afterFailure(await loadPulse(), clock.now(), pace, random, retryAfter);
    await savePulse(pulse);
    status.set({ lastError: error });
    schedule(waitFor(pulse, clock.now(), pace));
  };

  /** Sends one batch; false when the loop shall end. */
  const step = async (signal: AbortSignal, options: FlushOptions): Promise<boolean> => {
    const wait = waitFor(await loadPulse(), clock.now(), pace, options.eager);
    if (wait > 0) {
      schedule(wait);
      return false;
    }
    const now = clock.now();
    const { rows: batch } = await rows.due(now, env.version, size, pace.batchBytes);
    if (!batch.length) {
      const next = await rows.nextAt(now, env.version);
      if (next !== null) schedule(next - now);
      return false;
    }
    await env.passkey.ensure();
    const epoch = (await rows.getMeta<string>('epoch')) ?? null;
    const outcome = await deliver(batch, epoch, sender, signal, options.closing);
    if (outcome.kind === 'verdicts') {
      await rows.settle(batch, outcome.reply, env.version, clock.now());
      await savePulse({ ...CALM, sent: (await loadPulse()).sent });
      refusals = 0;
      size = Math.min(pace.batchRecords, size * 2);
      status.set({ ...(await rows.counts()), lastError: null });
      env.announce();
      await env.passkey.register(outcome.identity).catch(() => {});
      return true;
    }
    if (outcome.kind === 'smaller') {
      if (batch.length > 1) {
        size = Math.ceil(batch.length / 2);
        return true;
      }
      const deliveredAt = (await rows.getMeta<number>('delivered_at')) ?? 0;
      const times = { server: env.backend.skew.now(), deliveredAt, phone: clock.now() };
      await rows.update(refusedAlone(batch[0]!, times, pace, random));
      status.set({ ...(await rows.counts()), lastError: 'refused' });
      // a database that crashes answers 400 as well: several in a row are an outage, not bad records
      if (++refusals % 3 !== 0) return true;
      await fail('refused');
      return false;
    }
    await fail(outcome.error, outcome.retryAfter);
    return false;
  };

  const drain = async (signal: AbortSignal, options: FlushOptions) => {
    status.set({ flushing: true });
    let first = options;
    while (!signal.aborted && !stopped && (await step(signal, first))) first = { ...options, eager: false };
    return true;
  };

  const flush = (options: FlushOptions = {}): Promise<void> => {
    if (stopped) return Promise.resolve();
    again = running !== undefined;
    running ??= (async () => {
      try {
        await refresh();
        if (!status.get().waiting) return;
        const done = await env.exclusive('qingtu-flush', (signal) => drain(signal, options));
        // another tab is at it; look again when it should be through
        if (done === null) schedule(pace.base * (1 + random()));
      } catch {
        status.set({ lastError: 'disk' });
        schedule(pace.base * (1 + random()) * 5);
      } finally {
        running = undefined;
        status.set({ flushing: false });
        if (again) schedule(0);
      }
    })();
    return running;
  };

  return {
    flush,
    schedule,
    refresh,
    stop() {
      stopped = true;
      if (timer) clearTimeout(timer.id);
      timer = undefined;
    },
  };
}
