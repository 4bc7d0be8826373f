import { ExpirationPlugin } from 'workbox-expiration';
import { matchPrecache } from 'workbox-precaching';
import { NetworkFirst } from 'workbox-strategies';
import { isOurs, keyOf } from './rules.ts';

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
