import { Refused } from './problem.ts';

/**
 * Control characters but tab and line feed, signs without width or that turn the direction of reading (they hide what a
 * text says), halves of characters, and the two that no XML carries.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNFIT = /[\u0000-\u0008\u000B-\u001F\u007F\u200B\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF\uD800-\uDFFF]/gu;

/** A text as it is kept: line feeds only, nothing that a database or a phone chokes on, no space around it. */
export const clean = (text: string): string => text.replace(/\r\n?/g, '\n').replace(UNFIT, '').trim();

/** Bytes as text: by its mark, else UTF-8, else GB18030, which Chinese Windows writes. */
export function decode(bytes: Uint8Array): string {
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  for (const encoding of label === 'utf-8' ? ['utf-8', 'gb18030'] : [label]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return text;
    } catch {
      // the next one
    }
  }
  throw new Refused('bad_encoding');
}

/** A 53-bit hash; two of them with different seeds make the names of questions that came without one. */
function hash53(text: string, seed: number): number {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}

/**
 * The code of a question that came without one: always the same for the same stem and use, so that the same file twice
 * makes no doubles. A code belongs to one use for good, therefore the use goes in.
 */
export function codeFor(stem: string, pool: string): string {
  const text = `${pool}\n${stem.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()}`;
  const part = (seed: number) => hash53(text, seed).toString(36).padStart(11, '0');
  return `q-${part(1)}${part(2)}`;
}

export const CODE = /^[a-z0-9][a-z0-9-]{1,39}$/;
