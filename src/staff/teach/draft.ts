/** An hour that is being entered, kept in the browser until the server has it: a network that fails loses nothing. */
import type { Hour } from './calls.ts';
import type { Wishes } from './entry.ts';

export interface Draft {
  how: Hour['how'];
  day: string;
  wishes: [seat: number, wish: boolean][];
}

const nameOf = (id: string, lesson: string) => `qingtu-hour:${id}:${lesson}`;

/** Keeps the entry, or forgets it when there is nothing to keep. A full storage keeps the earlier one. */
export function keepDraft(id: string, lesson: string, how: Hour['how'], day: string, wishes: Wishes): void {
  try {
    if (wishes.size === 0) localStorage.removeItem(nameOf(id, lesson));
    else localStorage.setItem(nameOf(id, lesson), JSON.stringify({ how, day, wishes: [...wishes] } satisfies Draft));
  } catch {}
}

/** The entry that was not sent yet; null without one, and for anything that is none. */
export function keptDraft(id: string, lesson: string): Draft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(nameOf(id, lesson)) ?? 'null') as Draft | null;
    const sound =
      (kept?.how === 'projector' || kept?.how === 'paper') &&
      /^\d{4}-\d{2}-\d{2}$/.test(kept.day) &&
      kept.wishes.every(([seat, wish]) => Number.isInteger(seat) && typeof wish === 'boolean');
    return sound ? kept : null;
  } catch {
    return null;
  }
}
