/** Which of the fetched codes a screen shows now. Pure. */
import type { ScreenCodes } from './desk.ts';

/** What a screen lives on between two answers of the server. */
export interface Supply extends ScreenCodes {
  /** server's clock minus this device's, in milliseconds */
  offset: number;
}

/** An answer with the clock that came along; half of its way counts as the way back. */
export function supplyOf(reply: ScreenCodes, asked: number, answered: number): Supply {
  return { ...reply, offset: Date.parse(reply.now) - (asked + answered) / 2 };
}

/** The code of this moment, and how long it stays; null when the supply has run out, or lies ahead. */
export function codeNow(supply: Supply, device: number): { step: number; mac: string; seconds: number } | null {
  const length = supply.step_seconds * 1000;
  const now = device + supply.offset;
  const step = Math.floor(now / length);
  const code = supply.codes.find((one) => one.step === step);
  return code ? { ...code, seconds: Math.ceil(((step + 1) * length - now) / 1000) } : null;
}

/** Seconds until nothing is left to show. */
export function secondsLeft(supply: Supply, device: number): number {
  const last = Math.max(...supply.codes.map(({ step }) => step), -1);
  return Math.max(0, Math.floor(((last + 1) * supply.step_seconds * 1000 - device - supply.offset) / 1000));
}

/** What the code on the screen says (SCREEN_PATTERN). */
export const screenAddress = (site: string, trail: string, point: string, code: { step: number; mac: string }) =>
  `${site}/c#s.${trail}.${point}.${code.step}.${code.mac}`;
