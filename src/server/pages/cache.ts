import type { ContentState } from '../../contract/content.ts';
import { Variants } from '../variants.ts';
import { Keep } from './keep.ts';
import type { Render, Rendered } from './site.ts';
import type { StateSource } from './state.ts';

/** A page as it is kept: what it was rendered from, its headers, its bytes in every coding. */
export interface KeptPage {
  status: number;
  headers: Rendered['headers'];
  content: Variants;
  /** revision and boundary under which it was rendered */
  state: string;
  /** when it must go even if nothing was published (a page may name its end by `Expires`), in epoch milliseconds */
  until: number;
  readonly size: number;
}

const PAGES_MAX_BYTES = 64 * 1024 * 1024;
const PAGES_MAX = 5_000;
/** Addresses that do not exist are without number: few are kept, and not for long. */
const MISSING_MAX_BYTES = 4 * 1024 * 1024;
const MISSING_MAX = 256;
const MISSING_MS = 10_000;
const OVERHEAD_BYTES = 2_048;

const stateKey = (state: ContentState) => `${state.revision} ${state.boundary}`;

/** A page that belongs to one person, or that asks not to be kept. */
function mayBeKept(page: Rendered): boolean {
  const control = String(page.headers['cache-control'] ?? '');
  return (
    (page.status === 200 || page.status === 404) && !page.headers['set-cookie'] && !/private|no-store/i.test(control)
  );
}

/** A rendered page's bytes; text is UTF-8 and says so. */
export function contentOf(page: Rendered): Variants {
  const type = String(page.headers['content-type'] ?? 'text/html');
  return new Variants(page.body, /^text\/[^;]*$/.test(type) ? `${type}; charset=utf-8` : type);
}

function keptFrom(page: Rendered, state: string, now: number): KeptPage {
  const content = contentOf(page);
  const end = Date.parse(String(page.headers.expires ?? ''));
  const until = page.status !== 200 ? now + MISSING_MS : Number.isNaN(end) ? Number.POSITIVE_INFINITY : end;
  return {
    status: page.status,
    headers: page.headers,
    content,
    state,
    until,
    get size() {
      return content.size + OVERHEAD_BYTES;
    },
  };
}

/**
 * Public pages, rendered once per content state and address however many ask at the same moment. A page kept under an
 * older state is never served: the state is part of what it is compared by, so nothing has to be dropped by name.
 */
export function pageCache(render: Render, states: StateSource, now: () => number = Date.now) {
  const pages = new Keep<KeptPage>(PAGES_MAX_BYTES, PAGES_MAX);
  const missing = new Keep<KeptPage>(MISSING_MAX_BYTES, MISSING_MAX);
  const flights = new Map<string, Promise<{ page: KeptPage; shared: boolean }>>();

  const make = async (url: string, state: ContentState): Promise<{ page: KeptPage; shared: boolean }> => {
    const rendered = await render({ url, locals: { content: state } });
    const page = keptFrom(rendered, stateKey(state), now());
    const shared = mayBeKept(rendered);
    if (shared) {
      (page.status === 200 ? pages : missing).set(url, page);
      if (page.status === 200) page.content.tighten();
    }
    return { page, shared };
  };

  return {
    /** The page at a canonical path and query. Rejects when rendering throws or no content state was ever known. */
    async get(url: string): Promise<KeptPage> {
      const state = await states.current();
      const kept = pages.get(url) ?? missing.get(url);
      if (kept && kept.state === stateKey(state) && kept.until > now()) return kept;

      const key = `${stateKey(state)} ${url}`;
      const joined = flights.get(key);
      if (joined) {
        const { page, shared } = await joined;
        // What turned out to be for one asker only is rendered again for each of the others.
        return shared ? page : (await make(url, state)).page;
      }
      const flight = make(url, state).finally(() => flights.delete(key));
      flights.set(key, flight);
      return (await flight).page;
    },
    get kept() {
      return { pages: pages.count, missing: missing.count, bytes: pages.bytes + missing.bytes };
    },
  };
}
