/** What an answer to a code means at the counter. Pure. */
import type { Locale } from '../../contract/locales.ts';
import { type Redeemed, type RedeemProblem, say } from './calls.ts';
import { readScan, type Scan } from './scan.ts';

/** One code and what became of it. */
export interface Outcome {
  /** tells outcomes apart in lists */
  id: number;
  /** when it was said, as the counter's clock has it */
  said: number;
  /** good: hand it out */
  good: boolean;
  /** word of the area console_counter: `said_<word>` is the headline, `todo_<word>` what to do now */
  word: Word;
  number: string;
  gift: string;
  when: string;
  counter: string;
  by: string;
}

export type Word =
  | 'hand_out'
  | 'hand_out_again'
  | RedeemProblem
  | 'offline'
  | 'no_answer'
  | 'left'
  | 'failed'
  | 'not_a_claim'
  | 'passport'
  | 'broken_key'
  | 'point';

const blank = { gift: '', when: '', counter: '', by: '', number: '' };
export type Said = Omit<Outcome, 'id' | 'said'>;

/** What was scanned is no gift: said without asking anybody. Null for a claim. */
export function misread(scan: Scan): Said | null {
  if (scan.kind === 'claim') return null;
  return { ...blank, good: false, word: scan.kind === 'nothing' ? 'not_a_claim' : scan.kind };
}

/** Nothing was asked, or nothing was answered. */
export const unsaid = (word: 'offline' | 'no_answer' | 'left' | 'failed', code: string): Said => ({
  ...blank,
  good: false,
  word,
  number: numberOf(code),
});

interface Asked {
  code: string;
  locale: Locale;
  /** name of the clerk */
  me: string;
  /** this code was sent from here before, at this moment, and no answer came */
  unanswered?: number | undefined;
}

/** Two machines never agree on the minute. */
const CLOCKS_MS = 120_000;

/**
 * The database's answer in the counter's words. A code whose first answer was lost on the way is "used" at the second try:
 * when it was used by this clerk after that first try, the gift still lies here and may be handed out.
 */
export function told(reply: Redeemed, { code, locale, me, unanswered }: Asked): Said {
  const own = {
    number: reply.number ?? numberOf(code),
    gift: say(reply.gift, locale),
    when: reply.at ?? '',
    counter: say(reply.counter, locale),
    by: reply.by ?? '',
  };
  if (reply.ok) return { ...own, good: true, word: 'hand_out' };
  const lost = unanswered !== undefined && Date.parse(reply.at ?? '') >= unanswered - CLOCKS_MS;
  if (reply.problem === 'used' && lost && own.by === me) return { ...own, good: true, word: 'hand_out_again' };
  return { ...own, good: false, word: reply.problem ?? 'failed' };
}

/** The part of a claim's code that stays the same. */
export function numberOf(code: string): string {
  const scan = readScan(code);
  return scan.kind === 'claim' ? scan.code.slice(0, 8) : '';
}

/** `14:02` today, with its day before; in the city's time. */
export function shortMoment(locale: Locale, iso: string, now: number): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return '';
  const day = (time: number) => new Date(time + 28_800_000).toISOString().slice(0, 10);
  const clock = new Date(at + 28_800_000).toISOString().slice(11, 16);
  if (day(at) === day(now)) return clock;
  const date = new Date(at).toLocaleDateString(locale === 'en' ? 'en-GB' : 'zh-CN', {
    month: 'long',
    day: 'numeric',
    timeZone: 'Asia/Shanghai',
  });
  return `${date} ${clock}`;
}
