/** The service worker: caching only. Participation records never pass through it; they wait in the outbox of the page. */
import { ExpirationPlugin } from 'workbox-expiration';
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import type { Message } from './bridge.ts';
import { pages } from './pages.ts';
import { isPage } from './rules.ts';
import { warm } from './warm.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

registerRoute(({ request, url }) => request.mode === 'navigate' && isPage(url, self.location.origin), pages);

const only200 = {
  cacheWillUpdate: async ({ response }: { response: Response }) =>
    response.status === 200 && response.type === 'basic' && !response.redirected ? response : null,
};
const immutable = (cacheName: string, maxEntries: number) =>
  new CacheFirst({ cacheName, plugins: [only200, new ExpirationPlugin({ maxEntries, purgeOnQuotaError: true })] });
registerRoute(({ sameOrigin, url }) => sameOrigin && url.pathname.startsWith('/_astro/'), immutable('assets', 150));
registerRoute(({ sameOrigin, url }) => sameOrigin && url.pathname.startsWith('/media/'), immutable('media', 300));

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => {
  const message = event.data as Message | undefined;
  if (message?.type === 'activate') void self.skipWaiting();
  if (message?.type === 'warm' && Array.isArray(message.paths)) event.waitUntil(warm(message.paths.map(String)));
});
