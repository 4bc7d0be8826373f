/** What a poster leads to and how it is laid on paper. Pure. */

/** Something published that a poster may lead to; `path` has its language's prefix. */
export interface Target {
  path: string;
  title: string;
  line: string;
  /** two to four characters for the seal */
  seal: string;
  group: 'page' | 'quiz';
}

/** One poster on a sheet of A4 or A6, or several on a sheet of A4 to be cut. */
export const FORMATS = { a4: 1, a6: 1, a6x4: 4, a7x8: 8 } as const;
export type Format = keyof typeof FORMATS;

/** Longest title and line that every format has room for, in characters: Latin letters are narrower. */
export const limitsOf = (locale: string) => (locale === 'en' ? { title: 40, line: 84 } : { title: 24, line: 48 });
export type Limits = ReturnType<typeof limitsOf>;

/** A text that is too long ends with a whole word and an ellipsis. */
export function shorten(text: string, most: number): string {
  const chars = [...text];
  if (chars.length <= most) return text;
  const kept = chars.slice(0, most - 1).join('');
  const whole = chars[most - 1] === ' ' ? kept : kept.replace(/\s+\S*$/, '');
  return `${whole.replace(/[,:;]$/, '')}…`;
}

/** Places of the site that are not the public's. */
const CLOSED = /^\/(?:(?:zh-hant|en)\/)?(?:staff|teach|rest|auth|media)(?:[/?#]|$)/;

/**
 * The path of an address of this site, as somebody types or pastes it: `/quiz/daily`, `quiz/daily`, or the whole address.
 * Null for another site, for the console, and for what is no address.
 */
export function readPath(typed: string, site: string): string | null {
  const text = typed.trim();
  if (!text || /\s/.test(text) || text.length > 200) return null;
  const home = new URL(site);
  const bare = text.startsWith(`${home.host}/`) ? `${home.protocol}//${text}` : text;
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(bare) ? bare : `${site}/${bare.replace(/^\/(?!\/)/, '')}`;
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  if (url.origin !== home.origin || url.username || url.password) return null;
  const path = url.pathname + url.search + url.hash;
  return path.startsWith('//') || CLOSED.test(path) ? null : path;
}

/** Where the address leads, for the code; and as a person types it: without the scheme, in two parts. */
export function addressOf(site: string, path: string): { whole: string; host: string; path: string } {
  const { host } = new URL(site);
  return { whole: site + path, host, path: path === '/' ? '' : readable(path) };
}

/** 禁毒 instead of %E7%A6%81%E6%AF%92; what is no UTF-8 stays as it is. */
function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** Whether phones outside can open the site's address at all. */
export const isLocal = (site: string): boolean =>
  /^(?:localhost|127\.|10\.|192\.168\.|\[)/.test(new URL(site).hostname);

/** How large a text may stand: the first of the steps that its width does not pass. Latin letters are half as wide. */
export function sizeOf(text: string, steps: readonly number[]): 'l' | 'm' | 's' | 'xs' {
  const width = [...text].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) > 0x2e80 ? 1 : 0.55), 0);
  const step = steps.findIndex((most) => width <= most);
  return (['l', 'm', 's', 'xs'] as const)[step < 0 ? steps.length : step] ?? 'xs';
}
