import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { send } from '../send.ts';
import { Variants } from '../variants.ts';
import type { AssetStore } from './store.ts';
import { FAREWELL } from './worker.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const farewell = new Variants(Buffer.from(FAREWELL), 'text/javascript; charset=utf-8');

/** Policies that Astro computed for pages made at build time: path → policy. Empty when there are none. */
export async function staticPolicies(dist: string): Promise<Map<string, string>> {
  const policies = new Map<string, string>();
  const text = await readFile(join(dist, '_headers.json'), 'utf8').catch(() => '[]');
  const routes: { pathname?: string; headers?: { key: string; value: string }[] }[] = JSON.parse(text);
  for (const { pathname, headers } of routes) {
    const policy = headers?.find(({ key }) => key.toLowerCase() === 'content-security-policy')?.value;
    if (pathname !== undefined && policy) policies.set(pathname.replace(/(?:\/index)?\.html$|\/$/, '') || '/', policy);
  }
  return policies;
}

/** The content security policy written into a page by `<meta>`, to be repeated as a header. */
function policyInside(content: Variants): string | undefined {
  if (!content.type.startsWith('text/html')) return undefined;
  const tag = /<meta[^>]+http-equiv="content-security-policy"[^>]*>/i.exec(content.identity.toString())?.[0];
  return /content="([^"]*)"/i
    .exec(tag ?? '')?.[1]
    ?.replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/**
 * Serves the build's files: hashed ones for ever, others by ETag. Answers false when there is no such file, so that
 * the page behind the path may be tried. With `swKill` the service worker is replaced by one that removes itself.
 */
export function assetDoor(store: AssetStore, policies: Map<string, string>, swKill: boolean) {
  return async (req: IncomingMessage, res: ServerResponse, path: string): Promise<boolean> => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return false;
    if (path === '/sw.js') {
      res.setHeader('Service-Worker-Allowed', '/');
      if (swKill) {
        res.setHeader('Clear-Site-Data', '"cache"');
        await send(req, res, { status: 200, content: farewell, cacheControl: 'no-cache' });
        return true;
      }
    }
    const asset = (await store.find(path)) ?? (await store.find(`${path.replace(/\/$/, '')}.html`));
    if (!asset) return false;
    const { content, hashed } = asset;
    const policy = policies.get(path.replace(/\.html$/, '')) ?? policyInside(content);
    await send(req, res, { status: 200, content, cacheControl: hashed ? IMMUTABLE : 'no-cache', policy });
    return true;
  };
}
