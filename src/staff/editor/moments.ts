/** Moments as an editor's fields of date and time hold them, in the city's time, and where a window stands. Pure. */

/** `2026-11-22T18:00` of the city for a moment; '' for none. */
export function toLocal(moment: string | null | undefined): string {
  const at = Date.parse(moment ?? '');
  return Number.isNaN(at) ? '' : new Date(at + 28_800_000).toISOString().slice(0, 16);
}

/** The moment for what a field of date and time holds. The last minute of a day lasts to its end. */
export const fromLocal = (text: string): string | null =>
  text ? `${text.slice(0, 16)}:${text.slice(11, 16) === '23:59' ? '59' : '00'}+08:00` : null;

/** Where a window stands: of moments, or of days when `now` is a day. */
export function windowState<T extends number | string>(opens: T | null, closes: T | null, now: T) {
  if (closes !== null && closes < now) return 'closed';
  if (opens !== null && opens > now) return 'ahead';
  return opens !== null || closes !== null ? 'open' : 'always';
}

/** A moment as a number; null for none. */
export const momentOf = (moment: string | null | undefined): number | null => {
  const at = Date.parse(moment ?? '');
  return Number.isNaN(at) ? null : at;
};
