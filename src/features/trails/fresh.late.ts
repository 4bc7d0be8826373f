/** Browsers keep a trail's page for a day: with a network, the page itself asks whether the trail has changed since. */

/** Compares revisions unless the page has just come over the network; shows `line`, whose button loads the new page. */
export function askForChanges(revision: number, line: HTMLElement | null): void {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (!line || (entry && entry.transferSize > 0 && !entry.workerStart)) return;
  line.querySelector('button')?.addEventListener('click', () => location.reload());
  const ask = async () => {
    // also renews the copy that the browser keeps
    const reply = await fetch(location.pathname, { cache: 'no-cache' });
    const now = /data-revision="(\d+)"/.exec(await reply.text())?.[1];
    line.hidden = now === undefined || Number(now) === revision;
  };
  addEventListener('load', () => setTimeout(() => ask().catch(() => undefined), 1000), { once: true });
}
