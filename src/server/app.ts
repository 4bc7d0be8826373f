import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { refuse } from './edge/replies.ts';
import { secure } from './headers.ts';
import type { Health } from './health.ts';
import type { hostRule } from './hosts.ts';
import { logError } from './log.ts';
import { canonicalPath } from './pages/address.ts';

type Req = IncomingMessage;
type Res = ServerResponse;

/** The doors behind the one port. Each writes its answer to the response itself. */
export interface Doors {
  rpc: (req: Req, res: Res, path: string) => Promise<void>;
  auth: (req: Req, res: Res, path: string, query: URLSearchParams) => Promise<void>;
  /** false when there is no such file */
  asset: (req: Req, res: Res, path: string) => Promise<boolean>;
  /** false when the address is no calendar's */
  feed: (req: Req, res: Res, path: string, query: URLSearchParams) => Promise<boolean>;
  page: (req: Req, res: Res, url: URL) => Promise<void>;
  health: () => Promise<Health>;
  rule: ReturnType<typeof hostRule>;
  https: boolean;
  swKill: boolean;
}

/** Which door a request goes through. Nothing else of the database or of auth is reachable. */
export function routes(doors: Doors): Hono<{ Bindings: HttpBindings }> {
  type Ctx = Context<{ Bindings: HttpBindings }>;
  const app = new Hono<{ Bindings: HttpBindings }>();
  const on = (door: (req: Req, res: Res, url: URL) => Promise<void>) => async (c: Ctx) => {
    const { incoming, outgoing } = c.env;
    secure(outgoing, doors.https);
    try {
      await door(incoming, outgoing, new URL(c.req.url));
    } catch (error) {
      logError('request failed', error, c.req.path);
      if (outgoing.headersSent) outgoing.destroy();
      else refuse(outgoing, 'upstream_unavailable');
    }
    return RESPONSE_ALREADY_SENT;
  };

  app.all(
    '/healthz',
    on(async (_req, res) => {
      const health = await doors.health();
      res.writeHead(health.ok ? 200 : 503, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
      res.end(JSON.stringify(health.ok ? { ok: true } : health));
    }),
  );
  app.all(
    '/rest/*',
    on((req, res, url) => doors.rpc(req, res, url.pathname)),
  );
  app.all(
    '/auth/*',
    on((req, res, url) => doors.auth(req, res, url.pathname, url.searchParams)),
  );
  app.all(
    '*',
    on(async (req, res, url) => {
      const path = canonicalPath(url.pathname);
      const isFile = path !== null && /\.\w+$/.test(path);
      if (isFile && (await doors.asset(req, res, path))) return;
      const verdict = doors.rule(req.headers.host, path ?? '/');
      if (verdict === 'to-staff') return void res.writeHead(302, { Location: '/staff', 'Content-Length': 0 }).end();
      if (verdict === 'hide') url.pathname = '/404';
      if (path !== null && verdict === 'serve' && (await doors.asset(req, res, path))) return;
      if (path?.endsWith('.ics') && verdict === 'serve' && (await doors.feed(req, res, path, url.searchParams))) return;
      if (doors.swKill) res.setHeader('Clear-Site-Data', '"cache"');
      await doors.page(req, res, url);
    }),
  );
  return app;
}
