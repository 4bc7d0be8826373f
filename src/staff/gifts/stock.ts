/** Stock of gifts at counters: what the console asks, and what it makes of the answers. */
import { staffRpc } from '../../backend/staff.ts';
import type { Locale } from '../../contract/locales.ts';
import type { GiftCard, Words } from '../../contract/trails.ts';

/** A gift at a counter. `balance` stands on the shelf, `reserved` of it is laid aside for somebody. */
export interface StockRow {
  gift: string;
  name: Words;
  counter: string;
  stocked: number;
  reserved: number;
  handed: number;
  balance: number;
  low_below: number;
  low: boolean;
}
export const ACTS = ['in', 'out', 'correction'] as const;
export type StockAct = (typeof ACTS)[number];

export interface StockMove {
  id: number;
  at: string;
  by: string;
  act: StockAct | 'handed' | 'undo';
  gift: string;
  counter: string;
  delta: number;
  note: string | null;
}

export interface CounterForm {
  code: string | null;
  place: string;
  name: Words;
  address: Words;
  hours: Words;
  open: boolean;
}

export const askStock = (counter: string | null) => staffRpc<StockRow[]>('stock', { counter });
export const moveStock = (gift: string, counter: string, act: StockAct, amount: number, note: string | null) =>
  staffRpc<{ balance: number }>('move_stock', { gift, counter, act, amount, note });
export const setLow = (gift: string, counter: string, below: number) =>
  staffRpc<{ low_below: number }>('set_low', { gift, counter, below });
export const askLog = (counter: string | null, after: number | null, size = 50) =>
  staffRpc<{ items: StockMove[]; next: number | null }>('stock_log', { counter, after, size });
export const saveCounter = (form: CounterForm) => staffRpc<{ code: string }>('save_counter', { ...form });
export const askGifts = (locale: Locale) => staffRpc<GiftCard[]>('gifts', { locale });

/** What somebody may still claim: what is laid aside stays where it is. */
export const claimable = (row: StockRow): number => row.balance - row.reserved;

export const MOST_AMOUNT = 100_000;

/** Why a move cannot be made, as a word of the area console_rewards; null when it can. */
export type Wrong = 'amount' | 'too_many_out' | 'note_missing' | 'no_difference' | 'below_reserved';

/** The amount that is sent for what was typed: for a correction the difference to what was counted on the shelf. */
export function amountOf(act: StockAct, typed: string, row: StockRow | undefined): number | null {
  const number = Number(typed.normalize('NFKC').trim() || 'none');
  if (!Number.isInteger(number) || number < 0 || number > MOST_AMOUNT) return null;
  return act === 'correction' ? number - (row?.balance ?? 0) : number;
}

export function wrongMove(act: StockAct, typed: string, note: string, row: StockRow | undefined): Wrong | null {
  const amount = amountOf(act, typed, row);
  if (amount === null || (act !== 'correction' && amount === 0)) return 'amount';
  if (act === 'out' && (!row || amount > claimable(row))) return 'too_many_out';
  if (act !== 'correction') return null;
  if (amount === 0) return 'no_difference';
  if (amount < 0 && (!row || -amount > claimable(row))) return 'below_reserved';
  return note.trim() ? null : 'note_missing';
}

/** `+20` or `−3`, with a sign that is as wide as the digits. */
export const signed = (delta: number): string => (delta > 0 ? `+${delta}` : `−${-delta}`);
