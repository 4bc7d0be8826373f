/** People who come to the counter: paper cards that were stamped all the way, a phone that took one over, claims with their digits. */
import { expect } from '@playwright/test';
import type { Claim } from '../../src/contract/trails.ts';
import { sixDigits, stepAt } from '../../src/features/rewards/digits.ts';
import { newRecoveryKey } from '../../src/outbox/recovery.ts';
import { sha256, sha256Hex } from '../../src/outbox/sha256.ts';
import { callerOf, fromElsewhere } from './console.ts';
import type { Walk } from './gifts.ts';
import { address } from './world.ts';

async function post<T>(path: string, body: unknown, token?: string): Promise<T> {
  const reply = await fetch(address() + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...fromElsewhere(),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
}

/** Registers paper cards, as the page that prints them does; answers their keys. */
export async function newCards(count: number): Promise<string[]> {
  const keys = Array.from({ length: count }, newRecoveryKey);
  expect(await callerOf('jiang')('make_cards', { hashes: keys.map(sha256Hex) })).toEqual({ made: count });
  return keys;
}

/** Everybody of these has walked the whole way on paper, took the card over on a phone, and has the gift laid aside. */
export async function claims(walk: Walk, gift: string, counter: string, count: number): Promise<Claim[]> {
  const found: Claim[] = [];
  for (const key of await newCards(count)) {
    for (const point of walk.points)
      await callerOf('jiang')('stamp_passport', { key_hash: sha256Hex(key), trail: walk.trail, point });
    const { access_token } = await post<{ access_token: string }>('/auth/v1/signup', {});
    await post('/rest/v1/rpc/reclaim', { recovery_key: key }, access_token);
    const reply = await post<{ claim: Claim }>('/rest/v1/rpc/claim_gift', { gift, counter }, access_token);
    expect(reply.claim, JSON.stringify(reply)).toBeTruthy();
    found.push(reply.claim);
  }
  return found;
}

/** What the phone shows for a claim now. */
export const codeNow = (claim: Claim): string =>
  `${claim.number}-${sixDigits(sha256, claim.secret, stepAt(Date.now()))}`;
