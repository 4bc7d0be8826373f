import { PROTOCOL } from '../contract/records.ts';
import { type Fetch, type HttpReply, postRpc } from './http.ts';
import type { Identity } from './session.ts';

export interface Batch {
  /** record texts as they were made */
  batch: string[];
  /** milliseconds since each was made, as this phone measured it */
  ages: number[];
  /** the server's epoch as this phone knows it */
  epoch: string | null;
  /** phone's wall clock, ms */
  clientNow: number;
}

const YEAR_2000 = Date.UTC(2000, 0);
const YEAR_2100 = Date.UTC(2100, 0);

/** The one call by which records leave the phone. The answer is handed on unread: what it means is the outbox's part. */
export function submitBatch(
  fetch: Fetch,
  rest: string,
  identity: Identity,
  { batch, ages, epoch, clientNow }: Batch,
  options: { signal?: AbortSignal; keepalive?: boolean },
): Promise<HttpReply> {
  // a year that Postgres cannot read must not fail the batch
  const at = new Date(Math.min(Math.max(clientNow, YEAR_2000), YEAR_2100)).toISOString();
  const args = { protocol: PROTOCOL, epoch, client_now: at, batch, ages };
  return postRpc(fetch, rest, 'record_participation', args, { token: identity.token, ...options });
}
