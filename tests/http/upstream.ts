import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as an upstream received it. */
export interface Seen {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}
export type Reply = (seen: Seen, res: ServerResponse) => void;

/** Stands in for PostgREST and the auth service: answers by path, and remembers what it was asked. */
export interface FakeUpstream {
  url: string;
  seen: Seen[];
  /** requests to a path, oldest first */
  to(path: string): Seen[];
  /** replaces the answer of a path (without query) */
  on(path: string, reply: Reply): void;
  json(path: string, value: unknown, status?: number): void;
  down(): Promise<void>;
}

export const json = (res: ServerResponse, value: unknown, status = 200) => {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', server: 'fake/1.0', 'x-inner': 'secret' });
  res.end(JSON.stringify(value));
};

export async function fakeUpstream(): Promise<FakeUpstream> {
  const seen: Seen[] = [];
  const replies = new Map<string, Reply>();
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk) => chunks.push(chunk));
    req.on('end', () => {
      const path = req.url ?? '';
      const entry = { method: req.method ?? '', path, headers: req.headers, body: Buffer.concat(chunks).toString() };
      seen.push(entry);
      const reply = replies.get(path.split('?')[0] ?? '');
      if (reply) reply(entry, res);
      else json(res, { code: 'PGRST202', message: 'none', details: 'inner', hint: 'inner' }, 404);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const upstream: FakeUpstream = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    to: (path) => seen.filter((entry) => entry.path.split('?')[0] === path),
    on: (path, reply) => void replies.set(path, reply),
    json: (path, value, status) => void replies.set(path, (_seen, res) => json(res, value, status)),
    async down() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return upstream;
}

/** An unsigned token as the edge reads it; signatures are the database's business. */
export function token(claims: Record<string, unknown>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part(claims)}.c2lnbmF0dXJl`;
}
