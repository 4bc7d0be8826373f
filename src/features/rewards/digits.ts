/** The six digits of a claim: HMAC-SHA-256 of the time step, truncated as in RFC 4226. Pure; SQL twin: app.claim_digits. */
import { CLAIM_STEP_SECONDS } from '../../contract/trails.ts';

/** SHA-256; given by whoever has it, as pages without a secure context have no `crypto.subtle`. */
export type Hash = (bytes: Uint8Array) => Uint8Array;

const STEP_MS = CLAIM_STEP_SECONDS * 1000;

/** Which step a moment (server's time, ms) lies in. */
export const stepAt = (ms: number): number => Math.floor(ms / STEP_MS);
/** Whole seconds until the next digits, 1–30. */
export const secondsLeft = (ms: number): number => Math.ceil((STEP_MS - (ms - stepAt(ms) * STEP_MS)) / 1000);

const BLOCK = 64;

/** HMAC (RFC 2104) on a hash with blocks of 64 bytes. */
export function hmac(hash: Hash, key: Uint8Array, message: Uint8Array): Uint8Array {
  const short = key.length > BLOCK ? hash(key) : key;
  const padded = (pad: number) => Uint8Array.from({ length: BLOCK }, (_, i) => (short[i] ?? 0) ^ pad);
  const join = (a: Uint8Array, b: Uint8Array) => Uint8Array.from([...a, ...b]);
  return hash(join(padded(0x5c), hash(join(padded(0x36), message))));
}

/** The digits that a claim shows in a step; `secret` in base64. */
export function sixDigits(hash: Hash, secret: string, step: number): string {
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(step));
  const key = Uint8Array.from(atob(secret), (char) => char.charCodeAt(0));
  const mac = hmac(hash, key, new Uint8Array(counter.buffer));
  const from = mac[31]! & 15;
  const value = new DataView(mac.buffer, mac.byteOffset).getUint32(from) & 0x7fffffff;
  return String(value % 1_000_000).padStart(6, '0');
}
