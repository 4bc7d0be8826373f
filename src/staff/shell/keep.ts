/** What is typed and not yet saved, kept in the tab: a session that ends, a crash or a wrong click loses nothing. */

const PREFIX = 'qingtu-kept:';

/** Keeps a value under a name; a full storage keeps the earlier one. */
export function keep(name: string, value: unknown): void {
  try {
    sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {}
}

export function kept<T>(name: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + name) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

export const forget = (name: string): void => sessionStorage.removeItem(PREFIX + name);
