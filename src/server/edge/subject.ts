import { createHmac } from 'node:crypto';
import { network } from './address.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** China has had no daylight saving since 1991. */
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;

/** Calendar day in China, `2026-11-21`. */
export const shanghaiDay = (now: number) => new Date(now + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/**
 * Names for rate limits that say nothing about whom they stand for: an HMAC under a salt that changes every day and
 * comes from the service key, so that all instances agree and no address is ever written to the database.
 */
export function subjects(serviceKey: string) {
  const salt = (day: string) => hmac(serviceKey, `qingtu edge ${day}`);
  const name = (kind: string, value: string, now: number) =>
    hmac(salt(shanghaiDay(now)), `${kind}:${value}`)
      .subarray(0, 18)
      .toString('base64url');

  /** The day's name; in the first hour after midnight also yesterday's, lest midnight open a second allowance. */
  const names = (kind: string, value: string, now: number): string[] => {
    const today = name(kind, value, now);
    return shanghaiDay(now - HOUR_MS) === shanghaiDay(now) ? [today] : [name(kind, value, now - DAY_MS), today];
  };

  return {
    ofAddress: (address: string, now: number) => names('address', network(address), now),
    ofEmail: (email: string, now: number) => names('email', email.normalize('NFKC').trim().toLowerCase(), now),
    ofFactor: (id: string, now: number) => names('factor', id.toLowerCase(), now),
    /**
     * An address in fd00::/8 in place of the client's: the auth service limits by it and writes it into its session
     * and audit tables, where no visitor's address may stand.
     */
    alias: (address: string, now: number): string => {
      const bytes = hmac(salt(shanghaiDay(now)), `alias:${network(address)}`).subarray(0, 16);
      bytes[0] = 0xfd;
      return bytes.toString('hex').match(/.{4}/g)!.join(':');
    },
  };
}
