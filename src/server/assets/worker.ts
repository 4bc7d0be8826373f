/**
 * The kill switch's worker: takes the old worker's place, throws its caches away, unregisters itself and has open
 * pages fetched afresh by their next navigation. Records waiting in IndexedDB are not a cache and stay.
 */
export const FAREWELL = `self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) await caches.delete(name);
    await self.registration.unregister();
  })());
});
`;
