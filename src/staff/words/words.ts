/** The office's own list of words for traditional Chinese. */
import { staffRpc } from '../../backend/staff.ts';
import type { Areas } from '../../i18n/keys.ts';

export type WordsWords = Areas['console_words'];
export interface Override {
  simplified: string;
  traditional: string;
}

/** Longest word of the list, in characters (app.hant_override). */
export const LONGEST_WORD = 20;

export const askOverrides = () => staffRpc<Override[]>('hant_overrides');
/** Adds or changes a word; null removes it. Answers the whole list. */
export const putOverride = (simplified: string, traditional: string | null) =>
  staffRpc<Override[]>('put_hant_override', { simplified, traditional });

/** What is wrong with a word before it is sent: the key of its message, or nothing. */
export function wordProblem(simplified: string, traditional: string, list: readonly Override[]) {
  if (!simplified.trim() || !traditional.trim()) return 'both_needed';
  if (simplified.trim() === traditional.trim() && simplified.trim().length === 1) return 'same_sign';
  const known = list.find((one) => one.simplified === simplified.trim());
  if (known?.traditional === traditional.trim()) return 'known';
  return undefined;
}

/** Words that contain what is searched for, in either writing. */
export const findWords = (list: readonly Override[], text: string): Override[] =>
  list.filter(({ simplified, traditional }) => simplified.includes(text.trim()) || traditional.includes(text.trim()));
