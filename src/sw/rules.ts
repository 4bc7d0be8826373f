/** What the worker may keep, and under which name; pure. */

/**
 * Pages that belong to one person, what has to be asked anew each time (a certificate may be withdrawn), and what is no page.
 * The door is a page without anybody's data, and opens where there is no network.
 */
const NEVER = /^\/(?:(?:zh-hant|en)\/)?(?:staff(?!\/door$)|teach|rest|auth|healthz|certificate)(?:\/|$)/;
const MARK = '<meta name="qingtu" content="page"';

/** Whether an address is a public page of this origin. */
export const isPage = (url: URL, origin: string) =>
  url.origin === origin && !NEVER.test(url.pathname) && !url.pathname.endsWith('.ics');

/**
 * Only a page of ours may be kept: a captive portal answers every address with its own 200, and a redirected answer is
 * refused by browsers as the answer to a navigation.
 */
export async function isOurs(response: Response): Promise<boolean> {
  if (response.status !== 200 || response.redirected) return false;
  if (!response.headers.get('content-type')?.startsWith('text/html')) return false;
  return (await response.clone().text()).includes(MARK);
}

/** What makes another page of an address, sorted: a period, a filter, a page of a list. As src/server/pages/address.ts has it. */
const TURNS: Record<string, string[]> = {
  '/awareness': ['period'],
  '/events': ['accessible', 'after', 'campaign', 'children', 'district', 'month', 'spoken', 'type', 'when'],
  '/venues': ['accessible', 'after', 'bookable', 'district', 'q', 'type'],
  '/works': ['kind', 'page'],
};

/** One copy of a page whatever else its query says: `?src=pwa`, a shared link's marks. */
export function keyOf(address: string): string {
  const url = new URL(address);
  const path = url.pathname.replace(/^\/(?:zh-hant|en)(?=\/)/, '');
  const turns = (TURNS[path] ?? []).flatMap((name) => {
    const value = url.searchParams.get(name);
    return value ? [[name, value]] : [];
  });
  url.search = new URLSearchParams(turns).toString();
  url.hash = '';
  return url.href;
}

/** Hashed scripts that a page names. */
export const scriptsIn = (html: string): string[] =>
  [...html.matchAll(/"(\/_astro\/[\w.~-]+\.js)"/g)].map((match) => match[1]!);

/** Hashed scripts that a script needs at once; what it loads later is kept when it is first loaded. */
export const importsIn = (code: string): string[] =>
  [...code.matchAll(/(?:from|import)\s*["'`]\.\/([\w.~-]+\.js)["'`]/g)].map((match) => `/_astro/${match[1]}`);

/** Every hashed script and style that a page or a script names, also those that it loads only when they are wanted. */
export const everythingIn = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/["'`(](?:\/?_astro|\.)\/([\w.~-]+\.(?:js|css))["'`)]/g)].map((match) => `/_astro/${match[1]}`),
  ),
];
