import { createHmac, timingSafeEqual } from 'node:crypto';

/** RFC 6238 as authenticator apps do it: SHA-1, six digits, steps of 30 seconds. */
const STEP_SECONDS = 30;
const DIGITS = 6;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Number of the step that a moment (ms) lies in. */
export const stepAt = (ms: number): number => Math.floor(ms / 1000 / STEP_SECONDS);

/** The code of one step (HOTP of RFC 4226 over the step's number). */
export function codeOf(secret: Buffer, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0');
}

/** The step that a code belongs to, of the present one and its neighbours (phones' clocks are off); null for a wrong code. */
export function matchingStep(secret: Buffer, code: string, ms: number): number | null {
  const given = Buffer.from(code);
  const near = [0, -1, 1].map((off) => stepAt(ms) + off).filter((step) => step >= 0);
  return (
    near.find((step) => {
      const wanted = Buffer.from(codeOf(secret, step));
      return wanted.length === given.length && timingSafeEqual(wanted, given);
    }) ?? null
  );
}

/** Base32 of RFC 4648 without padding, as authenticator apps take a secret. */
export function toBase32(bytes: Buffer): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** Bytes of a base32 text without padding. */
export function fromBase32(text: string): Buffer {
  let bits = '';
  for (const letter of text.toUpperCase()) {
    const value = BASE32.indexOf(letter);
    if (value < 0) throw new RangeError('not base32');
    bits += value.toString(2).padStart(5, '0');
  }
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}

/** The address that authenticator apps read from a QR code. */
export function otpauthUri(issuer: string, account: string, secret: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const query = `algorithm=SHA1&digits=${DIGITS}&issuer=${encodeURIComponent(issuer)}&period=${STEP_SECONDS}`;
  return `otpauth://totp/${label}?${query}&secret=${secret}`;
}
