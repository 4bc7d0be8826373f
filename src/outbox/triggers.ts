import { SIGNAL } from './note.ts';
import type { Outbox } from './outbox.ts';

/** What is told about events: the outbox, or its porter which wakes it. */
export type Woken = Pick<Outbox, 'noted' | 'refresh' | 'flush' | 'schedule'>;

/** What of `window` and `document` is listened to. */
export interface Page {
  window: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
  document: Pick<EventTarget, 'addEventListener' | 'removeEventListener'> & { visibilityState: string };
}

/**
 * When the outbox looks at its queue: at the start, after a record was noted (here or in another tab), when the page comes
 * into view or goes away, and when the browser believes in a network again. `navigator.onLine` is not asked: it lies.
 * Returns a function that stops listening.
 */
export function watch(
  outbox: Woken,
  page: Page,
  channel: Pick<BroadcastChannel, 'addEventListener' | 'close'> | null,
  onlineSpread: number,
  random: () => number,
): () => void {
  const undo: (() => void)[] = [];
  const on = (target: Page['window'], name: string, react: () => void) => {
    target.addEventListener(name, react);
    undo.push(() => target.removeEventListener(name, react));
  };
  on(page.window, SIGNAL, () => outbox.noted());
  on(page.window, 'online', () => outbox.schedule(random() * onlineSpread, { eager: true }));
  on(page.window, 'pageshow', () => void outbox.flush());
  on(page.window, 'pagehide', () => void outbox.flush({ closing: true }));
  on(page.document, 'visibilitychange', () => {
    outbox.flush({ closing: page.document.visibilityState === 'hidden' });
  });
  channel?.addEventListener('message', (event) => {
    if ((event as MessageEvent).data === 'record') outbox.noted();
    else outbox.refresh().catch(() => {});
  });
  undo.push(() => channel?.close());
  void outbox.flush();
  return () => {
    for (const stop of undo) stop();
  };
}
