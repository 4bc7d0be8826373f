/** What an answer to a card means. Pure. */
import type { Stamped as Reply } from './calls.ts';
import type { Scan } from './scan.ts';

export type StampWord =
  | 'accepted'
  | 'seen'
  | 'unknown_card'
  | 'broken_key'
  | 'claim'
  | 'point'
  | 'nothing'
  | 'offline'
  | 'no_answer'
  | 'failed'
  | 'refused'
  | 'no_place';

/** One card and what became of it. Nothing that tells whose it is. */
export interface Stamped {
  id: number;
  good: boolean;
  /** `stamp_<word>` is said, `stamp_<word>_todo` what to do */
  word: StampWord;
  stamps: number;
  total: number;
}

/** The database's verdict: a seal that was there already today is as good as a new one. */
export function stamped({ verdict, stamps, total }: Reply): Omit<Stamped, 'id'> {
  const known = verdict === 'accepted' || verdict === 'seen';
  const word = known ? verdict : verdict === 'unknown' ? 'unknown_card' : 'refused';
  return { good: known, word, stamps: stamps ?? 0, total: total ?? 0 };
}

/** Said without a verdict. */
export const stampMisread = (word: Exclude<Scan['kind'], 'passport'> | StampWord): Omit<Stamped, 'id'> => ({
  good: false,
  word,
  stamps: 0,
  total: 0,
});
