import { importsIn, isOurs, isPage, keyOf, scriptsIn } from './rules.ts';

/** A copy younger than this is not fetched again. */
const FRESH_MS = 3_600_000;
const MAX_PAGES = 12;
const MAX_SCRIPTS = 40;

async function keepScripts(paths: string[]) {
  const cache = await caches.open('assets');
  const queue = [...paths];
  for (let i = 0; i < queue.length && i < MAX_SCRIPTS; i++) {
    const path = queue[i]!;
    let response = await cache.match(path);
    if (!response) {
      const fetched = await fetch(path).catch(() => null);
      if (!fetched?.ok || !fetched.headers.get('content-type')?.includes('javascript')) continue;
      await cache.put(path, fetched.clone());
      response = fetched;
    }
    for (const next of importsIn(await response.text())) if (!queue.includes(next)) queue.push(next);
  }
}

/** Puts pages on the phone before they are visited, with the scripts that they begin with. */
export async function warm(paths: string[]): Promise<void> {
  const cache = await caches.open('pages');
  for (const path of paths.slice(0, MAX_PAGES)) {
    const url = new URL(path, self.location.origin);
    if (!isPage(url, self.location.origin)) continue;
    const kept = await cache.match(keyOf(url.href));
    if (kept && Date.now() - Date.parse(kept.headers.get('date') ?? '') < FRESH_MS) continue;
    const response = await fetch(url).catch(() => null);
    if (!response || !(await isOurs(response))) continue;
    const html = await response.clone().text();
    await cache.put(keyOf(url.href), response);
    await keepScripts(scriptsIn(html));
  }
}
