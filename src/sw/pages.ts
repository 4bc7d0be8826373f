import { ExpirationPlugin } from 'workbox-expiration';
import { matchPrecache } from 'workbox-precaching';
import { NetworkFirst } from 'workbox-strategies';

/** Pages that belong to one person, or that are no pages. */
const NEVER = /^\/(?:[a-z-]+\/)?(?:staff|teach|rest|auth|healthz)(?:\/|$)/;

export const isPage = (url: URL) => url.origin === self.location.origin && !NEVER.test(url.pathname);

/**
 * Only a page of ours may be kept: a captive portal answers every address with its own 200, and a redirected answer is
 * refused by browsers as the answer to a navigation.
 */
export async function isOurs(response: Response): Promise<boolean> {
  if (response.status !== 200 || response.redirected || response.type !== 'basic') return false;
  if (!response.headers.get('content-type')?.startsWith('text/html')) return false;
  return (await response.clone().text()).includes('<meta name="qingtu" content="page"');
}

/** One copy of a page whatever its query says (`?src=pwa`, a shared link's marks); a chosen period is another page. */
export function keyOf(address: string): string {
  const url = new URL(address);
  const period = url.searchParams.get('period');
  url.search = period ? `?period=${encodeURIComponent(period)}` : '';
  url.hash = '';
  return url.href;
}

async function offlinePage(url: string): Promise<Response> {
  const prefix = /^\/(?:zh-hant|en)(?=\/|$)/.exec(new URL(url).pathname)?.[0] ?? '';
  // the default language's page comes with the worker, the others with the first page in that language
  const own = prefix && (await caches.match(`${prefix}/offline.html`));
  return own || ((await matchPrecache('/offline.html')) ?? Response.error());
}

/** The network while it answers within three seconds, else what was visited before, else the offline page. */
export const pages = new NetworkFirst({
  cacheName: 'pages',
  networkTimeoutSeconds: 3,
  plugins: [
    {
      cacheKeyWillBeUsed: async ({ request }) => keyOf(request.url),
      cacheWillUpdate: async ({ response }) => ((await isOurs(response)) ? response : null),
      handlerDidError: async ({ request }) => offlinePage(request.url),
    },
    new ExpirationPlugin({ maxEntries: 80, purgeOnQuotaError: true }),
  ],
});
