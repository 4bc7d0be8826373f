/** Paper passports: keys are made here and printed; the database gets their hashes alone. */
import { newRecoveryKey, showRecoveryKey } from '../../outbox/recovery.ts';
import { sha256Hex } from '../../outbox/sha256.ts';

/** Most cards that are registered at once (api.make_cards). */
export const MOST_CARDS = 60;
/** Cards on a sheet of A4. */
export const LAYOUTS = { a7x8: 8, a6x4: 4 } as const;
export type Layout = keyof typeof LAYOUTS;

/** New keys as people read them, and the hashes under which they are registered. */
export function newCards(count: number): { keys: string[]; hashes: string[] } {
  const keys = Array.from({ length: count }, newRecoveryKey);
  return { keys: keys.map(showRecoveryKey), hashes: keys.map(sha256Hex) };
}

/** Where a card's code leads on any phone. The key stays in the fragment: no server and no log ever sees it. */
export const cardAddress = (site: string, prefix: string, key: string): string => `${site}${prefix}/passport#k=${key}`;

/** A key in two lines of whole groups. */
export function keyLines(key: string): [string, string] {
  const groups = key.split('-');
  return [groups.slice(0, 4).join('-'), groups.slice(4).join('-')];
}

/** Cards by sheets. */
export function sheets(keys: readonly string[], layout: Layout): string[][] {
  const each = LAYOUTS[layout];
  return Array.from({ length: Math.ceil(keys.length / each) }, (_, at) => keys.slice(at * each, (at + 1) * each));
}

/** How many cards a typed number asks for; null when it asks for none or too many. */
export function readNumber(text: string): number | null {
  const count = Number(text.normalize('NFKC').trim() || '0');
  return Number.isInteger(count) && count >= 1 && count <= MOST_CARDS ? count : null;
}
