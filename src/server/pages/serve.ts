import type { IncomingMessage, ServerResponse } from 'node:http';
import { logError } from '../log.ts';
import { send } from '../send.ts';
import { Variants } from '../variants.ts';
import { canonicalPath, isPrivate, knownQuery } from './address.ts';
import { contentOf, type pageCache } from './cache.ts';
import type { Render, Rendered } from './site.ts';

/** Headers of a rendered page that go on; everything else is decided here. */
const PASS = ['location', 'content-language', 'content-disposition', 'link', 'x-robots-tag', 'set-cookie'];
const TRY_AGAIN = `<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>清途</title><p>暂时打不开，请稍后再试。<p>暫時打不開，請稍後再試。<p>Not available right now. Please try again in a moment.</html>`;
const tryAgain = new Variants(Buffer.from(TRY_AGAIN), 'text/html; charset=utf-8');

/** Answers page requests: public pages from the cache, pages of signed-in people rendered for this request alone. */
export function pageDoor(cache: ReturnType<typeof pageCache>, render: Render) {
  const write = (
    req: IncomingMessage,
    res: ServerResponse,
    page: { status: number; headers: Rendered['headers'] },
    content: Variants,
    fallback: string,
  ) => {
    for (const name of PASS) {
      const value = page.headers[name];
      if (value !== undefined) res.setHeader(name, value);
    }
    const policy = page.headers['content-security-policy'];
    const cacheControl = String(page.headers['cache-control'] ?? fallback);
    return send(req, res, { status: page.status, content, cacheControl, policy: policy ? String(policy) : undefined });
  };

  return async (req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> => {
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      res.setHeader('Allow', 'GET, HEAD');
      res.writeHead(405).end();
      return;
    }
    const path = canonicalPath(url.pathname);
    if (path === null) {
      res.writeHead(400, { 'Content-Length': 0 }).end();
      return;
    }
    try {
      if (isPrivate(path)) {
        const { cookie } = req.headers;
        const page = await render({ url: path + url.search, headers: cookie ? { cookie } : {} });
        return await write(req, res, page, contentOf(page), 'private, no-store');
      }
      const page = await cache.get(path + knownQuery(path, url.searchParams));
      await write(req, res, page, page.content, page.status >= 400 && page.status !== 404 ? 'no-store' : 'no-cache');
    } catch (error) {
      logError('page not rendered', error, path);
      if (res.headersSent) return void res.destroy();
      res.setHeader('Retry-After', '5');
      await send(req, res, { status: 503, content: tryAgain, cacheControl: 'no-store' });
    }
  };
}
