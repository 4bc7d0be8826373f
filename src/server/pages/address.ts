import { LOCALE_PREFIX } from '../../contract/locales.ts';

/** Query parameters that change a public page, by the page's path without its language. Every other one is ignored. */
const QUERY: Record<string, Record<string, RegExp>> = {
  '/awareness': { period: /^[\w-]{1,16}$/ },
  '/events': {
    month: /^20\d\d-\d\d$/,
    when: /^(?:today|weekend|20\d\d-\d\d-\d\d)$/,
    district: /^\d{6}$/,
    type: /^[a-z0-9][a-z0-9_-]{0,59}$/,
    spoken: /^[a-z0-9][a-z0-9_-]{0,59}$/,
    campaign: /^[a-z0-9][a-z0-9_-]{0,59}$/,
    children: /^1$/,
    accessible: /^1$/,
    after: /^.{1,200}$/,
  },
  // what a calendar is called: asked by the server that writes it
  '/events/feed.json': { district: /^\d{6,12}$/, type: /^[a-z0-9][a-z0-9_-]{0,59}$/ },
  '/venues': {
    type: /^[a-z][a-z0-9_]{1,39}$/,
    district: /^\d{6}$/,
    accessible: /^1$/,
    bookable: /^1$/,
    q: /^.{1,40}$/,
    after: /^.{1,200}$/,
  },
  '/works': { kind: /^[a-z0-9][a-z0-9_-]{0,59}$/, page: /^[1-9]\d{0,3}$/ },
  // answered by a redirect, which is never kept
  '/certificate': { code: /^.{1,24}$/ },
};
const PREFIXES = Object.values(LOCALE_PREFIX).filter(Boolean);
/** Pages of signed-in people: rendered for one request, kept nowhere. */
const PRIVATE = /^\/(?:staff|teach)(?:\/|$)/;

/** A page's one spelling: percent-encoding made uniform, slashes single. Null for what cannot be an address here. */
export function canonicalPath(pathname: string): string | null {
  try {
    const plain = decodeURIComponent(pathname).replace(/\/{2,}/g, '/');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
    if (/[\u0000-\u001f\u007f\\]/.test(plain) || plain.split('/').includes('..')) return null;
    return plain.split('/').map(encodeURIComponent).join('/');
  } catch {
    return null;
  }
}

/** The path without its language prefix: `/en/quiz` is `/quiz`. */
export function withoutLocale(path: string): string {
  const prefix = PREFIXES.find((known) => path === known || path.startsWith(`${known}/`));
  return prefix ? path.slice(prefix.length) || '/' : path;
}

export const isPrivate = (path: string) => PRIVATE.test(withoutLocale(path));

/** The query that a public page is rendered and kept under, sorted; empty, or beginning with `?`. */
export function knownQuery(path: string, query: URLSearchParams): string {
  const known = QUERY[withoutLocale(path)] ?? {};
  const kept = Object.keys(known)
    .sort()
    .flatMap((name) => {
      const value = query.get(name);
      return value !== null && known[name]!.test(value) ? [[name, value]] : [];
    });
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : '';
}
