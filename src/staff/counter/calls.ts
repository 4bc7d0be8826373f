/** What the counter asks of the backend. All reject with `BackendError`. */
import { staffRpc } from '../../backend/staff.ts';
import type { Locale } from '../../contract/locales.ts';
import type { Missing, TrailCard, Words } from '../../contract/trails.ts';

/** A counter as staff know it. */
export interface CounterRow {
  code: string;
  /** code of the district that it stands in, and its name */
  place: string;
  place_name: string;
  name: Words;
  address: Words;
  hours: Words;
  open: boolean;
  /** the caller hands gifts out here */
  serve: boolean;
  /** the caller looks after its stock */
  manage: boolean;
}

export const PROBLEMS = ['unknown', 'old_code', 'used', 'expired', 'other_counter', 'flagged', 'cancelled'] as const;
export type RedeemProblem = (typeof PROBLEMS)[number];

/** What the database says to a code: hand the gift out, or why not. */
export interface Redeemed {
  ok?: true;
  gift?: Words;
  number?: string;
  problem?: RedeemProblem;
  at?: string;
  counter?: Words;
  /** name of the colleague */
  by?: string;
}

export interface Handed {
  claim: string;
  number: string;
  gift: Words;
  at: string;
  by: string;
  mine: boolean;
  undone: boolean;
}
export interface StockLine {
  gift: string;
  name: Words;
  balance: number;
  reserved: number;
  low: boolean;
}
export interface CounterDay {
  handed: Handed[];
  stock: StockLine[];
}

export interface Stamped {
  verdict: string;
  /** of the trail, with this one */
  stamps: number;
  total: number;
}

/** A gift of a counter, and what the holder of a card still lacks for it. */
export interface CardGift {
  gift: string;
  name: Words;
  missing: Missing[];
}

export const askCounters = (locale: Locale) => staffRpc<CounterRow[]>('counters', { locale });
export const redeem = (code: string, counter: string) => staffRpc<Redeemed>('redeem', { code, counter });
export const undoRedemption = (claim: string, reason: string) => staffRpc('undo_redemption', { claim, reason });
export const askDay = (counter: string) => staffRpc<CounterDay>('counter_day', { counter });
export const askTrails = (locale: Locale) => staffRpc<TrailCard[]>('trails', { locale });
export const stampPassport = (key_hash: string, trail: string, point: string) =>
  staffRpc<Stamped>('stamp_passport', { key_hash, trail, point });
export const cardGifts = (key_hash: string, counter: string) =>
  staffRpc<CardGift[]>('card_gifts', { key_hash, counter });
export const handToCard = (key_hash: string, gift: string, counter: string) =>
  staffRpc<Redeemed & { missing?: Missing[] }>('hand_to_card', { key_hash, gift, counter });
export const makeCards = (hashes: string[]) => staffRpc<{ made: number }>('make_cards', { hashes });

/** A text in the reader's language, or in the one that is always there. */
export const say = (words: Words | undefined, locale: Locale): string => words?.[locale] ?? words?.['zh-Hans'] ?? '';
