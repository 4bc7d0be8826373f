import type { IncomingMessage, ServerResponse } from 'node:http';
import { BODY_MAX_BYTES } from '../../contract/records.ts';
import { refuse } from './replies.ts';

/** Bytes of request bodies held at this moment by this process, and the most it will hold. */
const HELD_MAX_BYTES = 128 * 1024 * 1024;
let held = 0;
/** How much of a refused body is read and thrown away, so that the sender gets to read the refusal. */
const DISCARD_MAX_BYTES = 4 * 1024 * 1024;
const DISCARD_MAX_MS = 1_000;

/** Refuses and lets go of the sender: reads a little more, because closing on unread data would reset the reply away. */
export function refuseUnread(req: IncomingMessage, res: ServerResponse, error: 'body_too_large' | 'busy'): void {
  refuse(res, error, { close: true });
  let left = DISCARD_MAX_BYTES;
  const stop = () => req.socket.destroySoon();
  const timer = setTimeout(stop, DISCARD_MAX_MS).unref();
  req.removeAllListeners('data');
  req.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) stop();
  });
  req.on('end', () => clearTimeout(timer));
  req.on('close', () => clearTimeout(timer));
  req.resume();
}

/** True when the announced length alone is over the cap. */
export function announcesTooMuch(req: IncomingMessage): boolean {
  return Number(req.headers['content-length'] ?? 0) > BODY_MAX_BYTES;
}

/**
 * Reads a request's body, at most {@link BODY_MAX_BYTES}. Resolves to null when the request was already refused
 * (413, 415, 503) or the sender went away. `release` must be called when the bytes are no longer needed.
 */
export function readBody(
  req: IncomingMessage,
  res: ServerResponse,
): Promise<{ bytes: Buffer; release: () => void } | null> {
  if (announcesTooMuch(req)) {
    refuseUnread(req, res, 'body_too_large');
    return Promise.resolve(null);
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let settled = false;
    const release = () => {
      held -= size;
      size = 0;
    };
    const settle = (result: { bytes: Buffer; release: () => void } | null) => {
      if (settled) return;
      settled = true;
      if (!result) release();
      resolve(result);
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      held += chunk.length;
      if (size <= BODY_MAX_BYTES && held <= HELD_MAX_BYTES) {
        chunks.push(chunk);
        return;
      }
      refuseUnread(req, res, size > BODY_MAX_BYTES ? 'body_too_large' : 'busy');
      settle(null);
    };
    req.on('data', onData);
    req.on('end', () => settle({ bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks), release }));
    req.on('error', () => settle(null));
    req.on('close', () => settle(null));
  });
}
