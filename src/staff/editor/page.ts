/** Key of the document that the address names: `?key=k1` or `#k1`; null for a new one. */
export function keyOfPage(address: { search: string; hash: string }): string | null {
  const hash = decodeURIComponent(address.hash.slice(1));
  const key = new URLSearchParams(address.search).get('key') ?? hash;
  // the longest are those of briefs: an event's, with the day and hour of its date
  return /^[A-Za-z0-9][\w-]{0,59}$/.test(key) && key !== 'main' ? key : null;
}

/** Can this be the address that a document is given (app.is_key)? */
export const isSlug = (text: string): boolean => /^[a-z0-9][a-z0-9-]{1,39}$/.test(text);

/** Today in the city, ISO. */
export const today = (): string => new Date(Date.now() + 28_800_000).toISOString().slice(0, 10);
