/** Any value in the shape that is asked for: a draft may be half written, or sent by a program. Pure. */
import { LOCALES } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';

export const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
export const textOr = (value: unknown): string | null => text(value) || null;
/** Texts that say something, each once. */
export const texts = (value: unknown): string[] => [...new Set(list(value).map(text).filter(Boolean))];
export const day = (value: unknown): string | null => (/^\d{4}-\d{2}-\d{2}$/.test(text(value)) ? text(value) : null);
/** A whole number. */
export const count = (value: unknown): number | null => (Number.isSafeInteger(value) ? (value as number) : null);

/** Words in the languages that there are. */
export function spoken(value: unknown): Words {
  const raw = record(value);
  const own: Words = { 'zh-Hans': '' };
  for (const locale of LOCALES) if (typeof raw[locale] === 'string') own[locale] = text(raw[locale]);
  return own;
}
export const spokenOr = (value: unknown): Words | null => (Object.keys(record(value)).length ? spoken(value) : null);
