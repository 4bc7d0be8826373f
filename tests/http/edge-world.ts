import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type ClientRequest, type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../src/server/settings.ts';
import { type Running, start } from '../../src/server/start.ts';
import { type FakeUpstream, fakeUpstream, token } from './upstream.ts';

export const ANON_KEY = token({ role: 'anon' });
export const SERVICE_KEY = token({ role: 'service_role' });

/** A built site in small: the adapter's handler as a module, and the client folder beside it. */
const HANDLER = `
globalThis.renders ??= [];
export async function handler(req, res, next, locals) {
  const path = req.url.split('?')[0];
  globalThis.renders.push({ url: req.url, headers: { ...req.headers }, revision: locals?.content?.revision });
  await new Promise((done) => setTimeout(done, 30));
  const html = (status, more = {}) => {
    res.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...more });
    res.write('<!doctype html><title>' + path + '</title>');
    res.end('<p>' + (locals?.content?.revision ?? '-') + ' ' + req.url + '</p>' + '禁毒'.repeat(400));
  };
  if (path === '/') return html(200, { 'content-security-policy': "default-src 'self'; script-src 'self' 'sha256-x'" });
  if (path === '/cookie') return html(200, { 'set-cookie': 'a=1' });
  if (path === '/mine') return html(200, { 'cache-control': 'private' });
  if (path === '/broken') throw new Error('template error');
  if (path === '/half') { res.writeHead(200, {}); res.write('half'); return res.destroy(new Error('broke')); }
  if (path.startsWith('/media/')) {
    res.writeHead(200, { 'content-type': 'image/webp', 'cache-control': 'public, max-age=31536000, immutable' });
    return res.end(Buffer.alloc(500, 7));
  }
  if (/^\\/(en\\/)?(quiz|awareness|staff|teach)/.test(path)) return html(200);
  return html(404);
}
`;

export interface EdgeWorld {
  upstream: FakeUpstream;
  edge: Running;
  folder: string;
  /** pages that the fake site rendered, oldest first */
  renders: { url: string; headers: IncomingHttpHeaders; revision?: number }[];
  env: Record<string, string>;
  /** starts a second edge over the same upstream and site */
  another(env: Record<string, string>, now?: () => number): Promise<Running>;
  close(): Promise<void>;
}

/** Writes the small site into a new folder: `dist/` to serve, and a file beside it that must not be served. */
export async function smallSite(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'qingtu-edge-'));
  const write = async (name: string, text: string) => {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  };
  await write('dist/server/entry.mjs', HANDLER);
  await write('dist/client/_astro/player.abc123.js', `console.log(${JSON.stringify('青途'.repeat(400))});`);
  await write('dist/client/sw.js', 'self.version = 1;');
  await write('dist/client/icon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  const policy = `<meta http-equiv="content-security-policy" content="script-src &#39;self&#39;">`;
  await write('dist/client/offline.html', `<!doctype html>${policy}<p>offline`);
  await write('secret.txt', 'not yours');
  return folder;
}

export async function edgeWorld(env: Record<string, string> = {}, now?: () => number): Promise<EdgeWorld> {
  const upstream = await fakeUpstream();
  upstream.json('/rest/v1/rpc/self_check', []);
  upstream.json('/rest/v1/rpc/content_state', { revision: 1, boundary: '2099-01-01T00:00:00Z' });
  upstream.json('/rest/v1/rpc/spend_rate', { allowed: true, retry_after: 0 });
  upstream.json('/auth/v1/health', { name: 'auth' });
  const folder = await smallSite();
  const all = {
    HOST: '127.0.0.1',
    PORT: '0',
    SUPABASE_URL: upstream.url,
    SUPABASE_ANON_KEY: ANON_KEY,
    SUPABASE_SERVICE_KEY: SERVICE_KEY,
    QINGTU_DIST: join(folder, 'dist'),
    QINGTU_DATA: join(folder, 'data'),
    ...env,
  };
  const running: Running[] = [];
  const begin = async (more: Record<string, string>, clock?: () => number) => {
    const edge = await start(readSettings({ ...all, ...more }), clock);
    running.push(edge);
    return edge;
  };
  const edge = await begin({}, now);
  const store = globalThis as { renders?: EdgeWorld['renders'] };
  return {
    upstream,
    edge,
    folder,
    env: all,
    get renders() {
      store.renders ??= [];
      return store.renders;
    },
    another: begin,
    async close() {
      await Promise.all(running.map((each) => each.stop(100)));
      await upstream.down();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Got {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: replies of every shape are looked into
  json: any;
  ms: number;
}

/** One raw request: paths and headers go out exactly as given, and a refusal is read even while the body is still going. */
export function ask(
  edge: Running,
  path: string,
  options: {
    method?: string;
    headers?: Record<string, string>;
    body?: string | Buffer;
    send?: (req: ClientRequest) => void;
  } = {},
): Promise<Got> {
  const { hostname, port } = new URL(edge.address);
  const began = performance.now();
  return new Promise((resolve, reject) => {
    let answered = false;
    const req = request(
      { hostname, port, path, method: options.method ?? 'GET', headers: options.headers, agent: false },
      (res) => {
        answered = true;
        const ms = performance.now() - began;
        const chunks: Buffer[] = [];
        res.on('data', (chunk) => chunks.push(chunk));
        res.on('error', reject);
        res.on('end', () => {
          const body = Buffer.concat(chunks);
          const text = body.toString();
          let json: unknown;
          try {
            json = JSON.parse(text);
          } catch {
            json = undefined;
          }
          resolve({ status: res.statusCode ?? 0, headers: res.headers, body, text, json, ms });
          req.destroy();
        });
      },
    );
    req.on('error', (error) => {
      if (!answered) reject(error);
    });
    if (options.send) options.send(req);
    else req.end(options.body);
  });
}

/** POST of JSON. */
export const post = (edge: Running, path: string, value: unknown, headers: Record<string, string> = {}): Promise<Got> =>
  ask(edge, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof value === 'string' ? value : JSON.stringify(value),
  });
