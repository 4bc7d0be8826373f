/** Small choices that stay on the phone. Part of every page's head. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage is shut in some in-app browsers: the choice then lasts as long as the page
  }
}

export function remember(key: string, value: string) {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {}
}
