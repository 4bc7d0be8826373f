import { afterEach, describe, expect, it, vi } from 'vitest';
import { readCounts } from '../../../src/outbox/counts.ts';
import { SIGNAL } from '../../../src/outbox/note.ts';
import { createPorter } from '../../../src/outbox/porter.ts';
import { createStatus } from '../../../src/outbox/status.ts';
import { watch } from '../../../src/outbox/triggers.ts';
import { answer, createServer, memoryStore, openPhone } from './fake.ts';

afterEach(() => vi.useRealTimers());

/** A page around a phone's outbox, with the porter at its door. */
function openPage(options: { channel?: BroadcastChannel | null; wakeFails?: () => boolean } = {}) {
  const server = createServer();
  const phone = openPhone(server.fetch, { local: memoryStore() });
  const status = createStatus();
  let wakes = 0;
  const porter = createPorter(
    status,
    () => readCounts(phone.connection),
    async () => {
      wakes++;
      if (options.wakeFails?.()) throw new TypeError('chunk');
      return phone.outbox;
    },
  );
  const window = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const stop = watch(porter, { window, document }, options.channel ?? null, 5, Math.random);
  const close = () => {
    stop();
    phone.outbox.stop();
  };
  return { server, phone, status, porter, window, document, wakes: () => wakes, close };
}
const quiet = () => new Promise((resolve) => setTimeout(resolve, 60));

describe('a page', () => {
  it('with an empty outbox never wakes it, whatever happens to the page', async () => {
    const page = openPage();
    for (const name of ['online', 'pageshow', 'pagehide', SIGNAL]) page.window.dispatchEvent(new Event(name));
    page.document.dispatchEvent(new Event('visibilitychange'));
    await quiet();
    expect([page.wakes(), page.server.state.calls.length]).toEqual([0, 0]);
    page.close();
  });

  it.each([
    ['a record is noted', (p: ReturnType<typeof openPage>) => p.window.dispatchEvent(new Event(SIGNAL))],
    ['the browser believes in a network', (p) => p.window.dispatchEvent(new Event('online'))],
    ['the page comes back from the cache', (p) => p.window.dispatchEvent(new Event('pageshow'))],
    ['the page goes away', (p) => p.window.dispatchEvent(new Event('pagehide'))],
    ['the page comes into view', (p) => p.document.dispatchEvent(new Event('visibilitychange'))],
  ] as [string, (page: ReturnType<typeof openPage>) => void][])('delivers when %s', async (_, happen) => {
    const page = openPage();
    await quiet();
    await page.phone.quiet(answer);
    expect(page.server.state.ledger.size).toBe(0);
    happen(page);
    await expect.poll(() => page.server.state.ledger.size).toBe(1);
    page.close();
  });

  it('delivers a record that another tab has noted', async () => {
    const channel = new BroadcastChannel(SIGNAL);
    const page = openPage({ channel });
    await quiet();
    await page.phone.quiet(answer);
    const other = new BroadcastChannel(SIGNAL);
    other.postMessage('record');
    await expect.poll(() => page.server.state.ledger.size).toBe(1);
    other.close();
    page.close();
  });

  it('sends what is left in a request that outlives the page', async () => {
    const page = openPage();
    await quiet();
    await page.phone.quiet(answer);
    const seen: boolean[] = [];
    const submit = page.phone.backend.submit;
    page.phone.backend.submit = (identity, batch, options) => {
      seen.push(options.keepalive === true);
      return submit(identity, batch, options);
    };
    page.document.visibilityState = 'hidden';
    page.document.dispatchEvent(new Event('visibilitychange'));
    await expect.poll(() => page.server.state.ledger.size).toBe(1);
    expect(seen).toEqual([true]);
    page.close();
  });

  it('fetches the outbox again when its script did not arrive', async () => {
    let offline = true;
    const page = openPage({ wakeFails: () => offline });
    await page.phone.quiet(answer);
    await page.porter.flush();
    expect(page.status.get()).toMatchObject({ waiting: 1, lastError: 'offline' });
    offline = false;
    page.window.dispatchEvent(new Event('online'));
    await expect.poll(() => page.server.state.ledger.size).toBe(1);
    page.close();
  });

  it('stops listening when told to', async () => {
    const page = openPage();
    await quiet();
    page.close();
    await page.phone.quiet(answer);
    page.window.dispatchEvent(new Event(SIGNAL));
    await quiet();
    expect(page.wakes()).toBe(0);
  });
});

describe('the status', () => {
  it('is told at once and once per change', () => {
    const status = createStatus();
    const heard: number[] = [];
    const end = status.subscribe(({ waiting }) => heard.push(waiting));
    status.set({ waiting: 1 });
    status.set({ waiting: 1 });
    status.set({ waiting: 0, lastError: null });
    end();
    status.set({ waiting: 5 });
    expect(heard).toEqual([0, 1, 0]);
  });
});
