import http from 'node:http';
import https from 'node:https';

export interface Ask {
  method: string;
  /** path and query below the base address, beginning with a slash */
  path: string;
  headers?: Record<string, string>;
  body?: Buffer;
  /** milliseconds until the wait is given up */
  timeout?: number;
}
export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

/** The upstream could not be reached, hung up in the middle of its answer, was too slow or said too much. */
export class UpstreamDown extends Error {}

export interface Upstream {
  /** One request, one whole answer. Rejects with {@link UpstreamDown} only. */
  ask(ask: Ask): Promise<Answer>;
  close(): void;
}

const ANSWER_MAX_BYTES = 16 * 1024 * 1024;
const TIMEOUT_MS = 15_000;

/**
 * A keep-alive pipe to one HTTP service. Answers are taken in whole before a byte goes on: an upstream that dies in
 * mid-answer becomes a clear 503 and never half a JSON text.
 */
export function connect(base: string): Upstream {
  const url = new URL(base);
  const transport = url.protocol === 'https:' ? https : http;
  const agent = new transport.Agent({ keepAlive: true, maxSockets: 256, maxFreeSockets: 64, scheduling: 'lifo' });
  const root = url.pathname.replace(/\/+$/, '');

  const once = (ask: Ask, canRetry: boolean): Promise<Answer> =>
    new Promise((resolve, reject) => {
      let answered = false;
      const headers: Record<string, string | number> = { ...ask.headers };
      if (ask.body) headers['content-length'] = ask.body.length;
      const request = transport.request(
        {
          agent,
          protocol: url.protocol,
          hostname: url.hostname.replace(/^\[|\]$/g, ''),
          port: url.port || undefined,
          method: ask.method,
          path: root + ask.path,
          headers,
        },
        (reply) => {
          answered = true;
          const chunks: Buffer[] = [];
          let size = 0;
          reply.on('data', (chunk: Buffer) => {
            size += chunk.length;
            if (size > ANSWER_MAX_BYTES) request.destroy(new UpstreamDown('the answer is too large'));
            else chunks.push(chunk);
          });
          reply.on('end', () => {
            clearTimeout(timer);
            if (!reply.complete) reject(new UpstreamDown('the answer broke off'));
            else resolve({ status: reply.statusCode ?? 502, headers: reply.headers, body: Buffer.concat(chunks) });
          });
          reply.on('error', fail);
        },
      );
      const timer = setTimeout(() => request.destroy(new UpstreamDown('too slow')), ask.timeout ?? TIMEOUT_MS);
      const fail = (error: Error & { code?: string }) => {
        clearTimeout(timer);
        // A kept connection that the other side closed while it was idle: nothing was read from this request.
        const stale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
        if (stale && canRetry && !answered) once(ask, false).then(resolve, reject);
        else reject(error instanceof UpstreamDown ? error : new UpstreamDown(error.message || error.code));
      };
      request.on('error', fail);
      request.end(ask.body);
    });

  return { ask: (ask) => once(ask, true), close: () => agent.destroy() };
}
