import { BackendError } from '../../backend/call.ts';
import type { Shell } from './shell.ts';

/** The stable word of an error: a registered one, `offline`, or `unexpected`. */
export const codeOf = (error: unknown): string => (error instanceof BackendError ? error.code : 'unexpected');

/** What went wrong and what to do, in the reader's language. Takes an error or a stable word. */
export function problem(words: Shell['words'], error: unknown): string {
  const code = typeof error === 'string' ? error : codeOf(error);
  const table = words as Record<string, string>;
  return table[`problem_${code}`] ?? words.problem_unexpected;
}
