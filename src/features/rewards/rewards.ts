/** Gifts and claims as the page says them. Pure. */
import type { Claim, GiftCard, GiftStock, Missing, MyGifts } from '../../contract/trails.ts';
import type { Areas } from '../../i18n/keys.ts';

export type RewardsWords = Areas['rewards'] & Record<string, string>;
export type Left = GiftStock[number]['left'];

/** What a gift asks for, one line each; `href` leads to where it can be done. */
export interface Ask {
  what: 'trail' | 'grade' | 'strong' | 'points' | 'quiz' | 'first';
  text: string;
  href?: string;
}

/** Puts a number and names into a counted text. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

/** The lines of a gift, in the order in which people would do them. `prefix` is the language's part of addresses. */
export function asks(gift: GiftCard, say: Say, prefix: string): Ask[] {
  const { rule } = gift;
  const trail = rule.trail ? `${prefix}/trails/${rule.trail}` : undefined;
  const lines: (Ask | false)[] = [
    rule.trail !== null && {
      what: 'trail',
      text: say('ask_trail', { trail: rule.trail_title ?? rule.trail, count: rule.required ?? 0 }),
      href: trail,
    },
    rule.trail !== null && rule.grade > 1 && { what: 'grade', text: say(`ask_grade_${rule.grade}`), href: trail },
    rule.strong > 0 && { what: 'strong', text: say('ask_strong', { count: rule.strong }), href: trail },
    rule.points !== null && {
      what: 'points',
      text: say('ask_points', { points: rule.points }),
      href: `${prefix}/quiz`,
    },
    rule.quiz !== null && {
      what: 'quiz',
      text: say('ask_quiz', { quiz: rule.quiz_title ?? rule.quiz }),
      href: `${prefix}/quiz/${rule.quiz}`,
    },
    rule.first !== null && { what: 'first', text: say('ask_first', { count: rule.first }) },
  ];
  return lines.filter((line) => line !== false);
}

/** Missing things that no doing mends: said as a sentence instead of a button. */
export const FINAL: readonly Missing[] = ['not_open', 'first', 'had', 'stock'];

/** The best that any counter still has of a gift; undefined while stock is unknown. */
export function leftOf(stock: GiftStock | null, gift: string, counter?: string): Left | undefined {
  const rows = stock?.filter((row) => row.gift === gift && (!counter || row.counter === counter));
  if (!rows) return undefined;
  return (['many', 'few'] as const).find((left) => rows.some((row) => row.left === left)) ?? 'none';
}

/** A claim's state at a moment of the server's time: the phone knows by itself when one has expired. */
export const stateAt = (claim: Claim, now: number): Claim['state'] =>
  claim.state === 'issued' && Date.parse(claim.expires_at) <= now ? 'expired' : claim.state;

/** Claims worth showing: those that wait first, then used ones and those that lapsed in the last week, newest first. */
export function shown(claims: Claim[], now: number): Claim[] {
  const week = 7 * 86_400_000;
  const rank = (claim: Claim) => (stateAt(claim, now) === 'issued' ? 0 : 1);
  return claims
    .filter((claim) => rank(claim) === 0 || claim.state === 'used' || now - Date.parse(claim.claimed_at) < week)
    .filter((claim) => claim.state !== 'cancelled')
    .sort((a, b) => rank(a) - rank(b) || b.claimed_at.localeCompare(a.claimed_at));
}

/** Whether this person could claim the gift now; what asks for nothing needs no passport first. */
export const ready = (mine: MyGifts | null, gift: GiftCard, lines: Ask[]): boolean =>
  mine ? (mine.gifts.find(({ slug }) => slug === gift.slug)?.missing.length ?? 1) === 0 : lines.length === 0;

/** `7K3M9QTZ` in two groups, as people read it out. */
export const grouped = (number: string): string => number.replace(/(.{4})(?=.)/g, '$1 ');

/** 11月21日 18:00, in the city's time, on every phone. */
export const moment = (locale: string, iso: string): string =>
  new Date(iso).toLocaleString(locale === 'zh-Hans' ? 'zh-CN' : locale === 'zh-Hant' ? 'zh-TW' : 'en-GB', {
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'Asia/Shanghai',
  });
