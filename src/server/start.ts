import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { routes } from './app.ts';
import { keepHashed } from './assets/old.ts';
import { assetDoor, staticPolicies } from './assets/serve.ts';
import { assetStore } from './assets/store.ts';
import { clientAddress, trustedProxies } from './edge/address.ts';
import { authDoor } from './edge/auth.ts';
import { announcesTooMuch, refuseUnread } from './edge/body.ts';
import { limiter } from './edge/limits.ts';
import { pace } from './edge/pace.ts';
import { rpcDoor } from './edge/rpc.ts';
import { serviceCalls } from './edge/service.ts';
import { subjects } from './edge/subject.ts';
import { credentials } from './edge/token.ts';
import { connect } from './edge/upstream.ts';
import { feedDoor } from './feed/serve.ts';
import { healthCheck } from './health.ts';
import { hostRule } from './hosts.ts';
import { logError } from './log.ts';
import { pageCache } from './pages/cache.ts';
import { pageDoor } from './pages/serve.ts';
import { loadSite, renderer } from './pages/site.ts';
import { contentState } from './pages/state.ts';
import { selfCheck } from './selfcheck.ts';
import type { Settings } from './settings.ts';

const DAY_MS = 86_400_000;

/** The server refuses to serve; `problems` has a plain sentence for each reason. */
export class Refused extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

export interface Running {
  /** `http://host:port` as bound */
  address: string;
  server: Server;
  /** Lets requests under way finish (at most `graceMs`), then lets go of everything. */
  stop(graceMs?: number): Promise<void>;
}

/** Slow senders are let go: headers within 10 s, whole requests within 30 s. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16_384,
};

/** Checks itself, then serves site, API and auth on one port. Rejects with {@link Refused} when it must not serve. */
export async function start(settings: Settings, now: () => number = Date.now): Promise<Running> {
  const rest = connect(settings.rest);
  const auth = connect(settings.auth);
  const service = serviceCalls(rest, settings.serviceKey);
  const anon = serviceCalls(rest, settings.anonKey);
  const closeUpstreams = () => {
    rest.close();
    auth.close();
  };
  try {
    const trusted = trustedProxies(settings.trustedProxies);
    const problems = await selfCheck(rest, settings.anonKey, service);
    if (problems.length > 0) throw new Refused(problems);
    const handler = await loadSite(settings.dist).catch((error) => {
      throw new Refused([`the site is not built in ${settings.dist}: ${error.message}`]);
    });

    const client = join(settings.dist, 'client');
    const kept = join(settings.data, 'assets');
    const keep = () => keepHashed(join(client, '_astro'), kept, now());
    await keep();
    const daily = setInterval(() => keep().catch((error) => logError('hashed files not kept', error)), DAY_MS).unref();

    const states = contentState(() => anon('content_state', {}, 3_000), now);
    const render = renderer(handler, settings.siteUrl);
    const cache = pageCache(render, states, now);
    const wait = pace(settings.callsPerSecond, now);
    const addressOf = (req: IncomingMessage) => clientAddress(req, trusted);
    const app = routes({
      rpc: rpcDoor(rest, settings.anonKey, wait),
      auth: authDoor({
        auth,
        anonKey: settings.anonKey,
        spend: limiter(service, now),
        subjects: subjects(settings.serviceKey),
        wait,
        addressOf,
        now,
      }),
      asset: assetDoor(await assetStore(client, kept), await staticPolicies(settings.dist), settings.swKill),
      feed: feedDoor({ states, call: anon, page: cache.get, site: settings.siteUrl }),
      page: pageDoor(cache, render),
      health: healthCheck({
        database: () => anon('content_state', {}, 3_000),
        auth,
        authHeaders: credentials(settings.anonKey, null),
        site: async () => {
          if ((await cache.get('/')).status >= 500) throw new Error('the home page does not render');
        },
      }),
      rule: hostRule(settings.staffHost),
      https: settings.siteUrl.startsWith('https:'),
      swKill: settings.swKill,
    });

    const server = createServer(
      LIMITS,
      getRequestListener(app.fetch, { overrideGlobalObjects: false, autoCleanupIncoming: false }),
    );
    server.on('checkContinue', (req, res) => {
      if (announcesTooMuch(req)) return refuseUnread(req, res, 'body_too_large');
      res.writeContinue();
      server.emit('request', req, res);
    });
    await listen(server, settings);
    const bound = server.address();
    const port = typeof bound === 'object' && bound ? bound.port : settings.port;
    const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;

    return {
      address: `http://${host}:${port}`,
      server,
      async stop(graceMs = 10_000) {
        clearInterval(daily);
        const closed = new Promise((resolve) => server.close(resolve));
        // A connection that answers its last request just now becomes idle after the first sweep.
        const sweep = setInterval(() => server.closeIdleConnections(), 50);
        const force = setTimeout(() => server.closeAllConnections(), graceMs);
        await closed;
        clearInterval(sweep);
        clearTimeout(force);
        closeUpstreams();
      },
    };
  } catch (error) {
    closeUpstreams();
    throw error;
  }
}

function listen(server: Server, { host, port }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        new Refused([
          taken
            ? `port ${port} on ${host} is taken: choose another with PORT`
            : `cannot listen on ${host}:${port}: ${error.message}`,
        ]),
      );
    });
    server.listen(port, host, () => resolve());
  });
}
