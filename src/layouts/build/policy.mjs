import { createHash } from 'node:crypto';

const INLINE = /<(script|style)\b(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/\1>/g;
const HASH = /\s'(sha256-[\w+/=]+)'/g;

const sha256 = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/**
 * Astro lists the hashes of the whole site in every page's policy, some 50 bytes each that do not compress; they would
 * push a quiz page out of its one round trip. This middleware leaves those that the page at hand has an inline script or
 * style for. It only takes away: a script that the build does not know stays shut out.
 */
export const onRequest = async (_context, next) => {
  const response = await next();
  const policy = response.headers.get('content-security-policy');
  if (!policy || !response.headers.get('content-type')?.startsWith('text/html')) return response;
  const html = await response.text();
  const here = new Set([...html.matchAll(INLINE)].map((match) => sha256(match[2])));
  const headers = new Headers(response.headers);
  headers.set(
    'content-security-policy',
    policy.replace(HASH, (text, hash) => (here.has(hash) ? text : '')),
  );
  return new Response(html, { status: response.status, statusText: response.statusText, headers });
};

/** Astro integration that puts the middleware in front of every page. */
export function leanPolicy() {
  return {
    name: 'qingtu-lean-policy',
    hooks: {
      'astro:config:setup': ({ addMiddleware }) =>
        addMiddleware({ order: 'pre', entrypoint: new URL('./policy.mjs', import.meta.url) }),
    },
  };
}
