/** The one door between pages and the service worker. Everything works without a worker; with one, more works offline. */

export { isKept, type Keeping, type Kept, keep } from './keep.ts';

/** What a page may ask of the worker; sw.ts reads the same. */
export type Message = { type: 'activate' } | { type: 'warm'; paths: string[] };

const busy = () => document.documentElement.dataset.busy !== undefined;

/**
 * Registers the worker once the page has loaded.
 * @param warm paths of this origin to keep on the phone (today's practice, the hotlines)
 * @param offer called when a new version waits and nobody is answering; calling its argument installs it and reloads
 */
export function startWorker(warm: string[], offer: (install: () => void) => void): void {
  const container = navigator.serviceWorker;
  if (!container) return; // in-app browsers on iPhones
  container
    .register('/sw.js', { updateViaCache: 'none' })
    .then((registration) => {
      const tell = () => {
        const { waiting } = registration;
        if (waiting && container.controller && !busy()) offer(() => install(container, waiting));
      };
      registration.addEventListener('updatefound', () => {
        registration.installing?.addEventListener('statechange', tell);
      });
      tell();
      // browsers look for a new version when they please, some only after the worker has slept
      if (registration.active) registration.update().catch(() => {});
      return container.ready;
    })
    .then(({ active }) => active?.postMessage({ type: 'warm', paths: warm } satisfies Message))
    .catch(() => {}); // blocked by policy or private mode
}

function install(container: ServiceWorkerContainer, waiting: ServiceWorker) {
  container.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage({ type: 'activate' } satisfies Message);
}
