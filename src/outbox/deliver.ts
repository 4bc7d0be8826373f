import type { Backend } from '../backend/backend.ts';
import { type Identity, NotNow } from '../backend/session.ts';
import { timeout } from '../backend/timeout.ts';
import type { BatchReply } from '../contract/records.ts';
import type { Clock } from './clock.ts';
import type { QueueRow } from './db.ts';
import type { OutboxStatus } from './status.ts';
import { readVerdicts } from './verify.ts';

/**
 * What came of sending some rows.
 * `verdicts`: a verified reply, the only thing that retires rows · `smaller`: this many, or one of them, is refused: send
 * fewer · `failed`: keep all and try again later.
 */
export type Outcome =
  | { kind: 'verdicts'; reply: BatchReply; identity: Identity }
  | { kind: 'smaller' }
  | { kind: 'failed'; error: NonNullable<OutboxStatus['lastError']>; retryAfter?: number };

/** Browsers allow 64 KB of requests that outlive their page. */
const KEEPALIVE_BYTES = 60_000;

/** Milliseconds since the row was made: by the forward-only clock within the page that made it, else by the wall clock. */
export function ageOf(row: Pick<QueueRow, 'session' | 'mono' | 'wall'>, clock: Clock): number {
  const age = row.session === clock.session ? clock.mono() - row.mono : clock.now() - row.wall;
  return Math.max(0, Math.round(age));
}

export interface Sender {
  backend: Backend;
  clock: Clock;
  timeout: number;
  /** called before each request */
  count(): Promise<void>;
  /** the person behind this phone is known to be `identity` from now on; may throw NotNow */
  greet(identity: Identity): Promise<void>;
}

/** Sends the rows once (twice when the token was refused) and reads the answer strictly. Never rejects. */
export async function deliver(
  rows: QueueRow[],
  epoch: string | null,
  sender: Sender,
  signal: AbortSignal,
  closing = false,
): Promise<Outcome> {
  const { backend, clock } = sender;
  const bytes = rows.reduce((sum, row) => sum + row.text.length, 0);
  const send = async (identity: Identity) => {
    await sender.count();
    const own = timeout(sender.timeout);
    const either = new AbortController();
    for (const each of [signal, own]) each.addEventListener('abort', () => either.abort());
    const batch = {
      batch: rows.map((row) => row.text),
      ages: rows.map((row) => ageOf(row, clock)),
      epoch,
      clientNow: clock.now(),
    };
    const keepalive = closing && bytes < KEEPALIVE_BYTES;
    return backend.submit(identity, batch, { signal: either.signal, keepalive });
  };
  try {
    let identity = await backend.session.identity();
    await sender.greet(identity);
    let answer = await send(identity);
    if (answer.status === 401) {
      identity = await backend.session.renew(identity);
      await sender.greet(identity);
      answer = await send(identity);
    }
    const reply = readVerdicts(
      answer.status,
      answer.body,
      rows.map((row) => row.id),
    );
    if (reply) {
      backend.skew.learn(Date.parse(reply.server_now));
      return { kind: 'verdicts', reply, identity };
    }
    if (answer.status === 413 || answer.status === 400 || answer.status === 422) return { kind: 'smaller' };
    const error = answer.status === 401 ? 'no_identity' : answer.status === 429 ? 'busy' : 'offline';
    return { kind: 'failed', error, retryAfter: answer.retryAfter };
  } catch (error) {
    if (error instanceof NotNow) return { kind: 'failed', error: 'no_identity', retryAfter: error.retryAfter };
    return { kind: 'failed', error: 'offline' };
  }
}
