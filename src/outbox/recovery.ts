/**
 * The recovery key: 128 random bits, made on the phone before it first signs in and shown on the passport page. Whoever
 * types it on another phone gets the passport back. The database knows only its sha-256.
 *
 * Written form: 26 characters of Crockford's base32 (no I, L, O, U) and one check character, in groups:
 * `7ZZQ-3M8K-…`. The 26 characters without the check character are what is hashed and what `api.reclaim` takes.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DIGITS = 26;

/** A new key in its canonical form (26 characters). */
export function newRecoveryKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let text = '';
  for (let i = 0; i < DIGITS; i++, value >>= 5n) text = ALPHABET[Number(value & 31n)] + text;
  return text;
}

/** Finds every single wrong character (but 0 for Z) and every swap of neighbours; 3 is a primitive root of 31. */
const check = (key: string) => ALPHABET[[...key].reduce((rest, c) => (rest * 3 + ALPHABET.indexOf(c)) % 31, 0)]!;

/** The key as people copy it: `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXC`, the last character checks the others. */
export function showRecoveryKey(key: string): string {
  return (key + check(key)).match(/.{1,4}/g)!.join('-');
}

/**
 * The canonical key in what somebody typed: any case, spaces and hyphens anywhere, O for 0, I and L for 1. Null when a
 * character is wrong or missing.
 */
export function parseRecoveryKey(typed: string): string | null {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―_.]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const key = plain.slice(0, DIGITS);
  if (plain.length !== DIGITS + 1 || [...key].some((c) => !ALPHABET.includes(c))) return null;
  return check(key) === plain[DIGITS] && ALPHABET.indexOf(key[0]!) < 8 ? key : null;
}
