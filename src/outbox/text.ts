import type { NewRecord } from '../contract/records.ts';

/**
 * The record's JSON text, made once and sent unchanged. ASCII only. U+0000 is removed and lone surrogates become U+FFFD:
 * either of them would make Postgres or PostgREST refuse the whole batch.
 */
export function recordText(record: NewRecord, id: string, at: number): string {
  // phones stand at any year; one beyond 9999 would be written in a way that Postgres cannot read
  const year2100 = 4.1e12;
  const time = new Date(Math.min(Math.max(at, 0), year2100)).toISOString();
  return JSON.stringify({ id, v: 1, at: time, ...record }, (_, value) =>
    typeof value === 'string' ? value.replace(/\0/g, '').replace(/\p{Cs}/gu, '\ufffd') : value,
  ).replace(/[\x7f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A random uuid (version 4); pages without a secure context have no `crypto.randomUUID`. */
export function newId(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte, i) =>
    (i === 6 ? (byte & 15) | 64 : i === 8 ? (byte & 63) | 128 : byte).toString(16).padStart(2, '0'),
  ).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
