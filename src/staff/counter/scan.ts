/** What a hand scanner, a camera or a hurried hand has put into the counter's one field. Pure. */
import { CLAIM_PATTERN } from '../../contract/trails.ts';
import { parseRecoveryKey } from '../../outbox/recovery.ts';

export type Scan =
  /** a gift laid aside: `8 characters-6 digits` */
  | { kind: 'claim'; code: string }
  /** a passport, on paper or on a phone; the key is canonical */
  | { kind: 'passport'; key: string }
  /** a passport's key with a wrong or missing character */
  | { kind: 'broken_key' }
  /** the printed code of a checkpoint */
  | { kind: 'point' }
  | { kind: 'nothing' };

/**
 * Reads a scan. Scanners are keyboards: with a Chinese input method on they type full-width signs, and people read O for 0
 * and l for 1 off a phone. Addresses are only read, never opened.
 */
export function readScan(typed: string): Scan {
  const text = typed.normalize('NFKC').trim();
  const key = /#k=(.+)$/i.exec(text)?.[1];
  if (key !== undefined) return ofKey(key);
  if (/\/c#/i.test(text)) return { kind: 'point' };
  const plain = canonical(text);
  if (CLAIM_PATTERN.test(plain)) return { kind: 'claim', code: `${plain.slice(0, 8)}-${plain.slice(8)}` };
  return plain.length >= 20 && /^[0-9A-Z]+$/.test(plain) ? ofKey(plain) : { kind: 'nothing' };
}

function ofKey(text: string): Scan {
  const key = parseRecoveryKey(text);
  return key ? { kind: 'passport', key } : { kind: 'broken_key' };
}

/** Upper case without separators, O as 0, I and L as 1: Crockford's reading. */
export const canonical = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―−_.·]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

/** `7ZZQ 3M8K`: as people read a number out. */
export const groups = (number: string): string => number.replace(/(.{4})(?=.)/g, '$1 ');
