import type { IncomingMessage, ServerResponse } from 'node:http';
import { preferred } from './compress.ts';
import { policyFor } from './headers.ts';
import { isKnown, type Variants } from './variants.ts';

export interface Sending {
  status: number;
  content: Variants;
  cacheControl: string;
  /** the site's own Content-Security-Policy */
  policy?: string;
}

/** Sends kept bytes: 304 when the client has them, else in the coding it prefers; HEAD without the bytes. */
export async function send(req: IncomingMessage, res: ServerResponse, what: Sending): Promise<void> {
  const { content } = what;
  const policy = policyFor(content.type, what.policy);
  if (policy) res.setHeader('Content-Security-Policy', policy);
  res.setHeader('Cache-Control', what.cacheControl);
  res.setHeader('ETag', content.etag);
  if (content.packs) res.setHeader('Vary', 'Accept-Encoding');
  if (what.status === 200 && isKnown(req.headers['if-none-match'], content.etag)) {
    res.writeHead(304).end();
    return;
  }
  const { coding, bytes } = await content.in(preferred(req.headers['accept-encoding']));
  if (res.destroyed) return;
  res.setHeader('Content-Type', content.type);
  if (coding !== 'identity') res.setHeader('Content-Encoding', coding);
  res.setHeader('Content-Length', bytes.length);
  res.writeHead(what.status);
  res.end(req.method === 'HEAD' ? undefined : bytes);
}
