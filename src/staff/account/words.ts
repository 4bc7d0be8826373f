import { BackendError } from '../../backend/call.ts';
import type { Areas } from '../../i18n/keys.ts';

export type AccountWords = Areas['console_account'];

/** Auth's own words for what it refuses, and ours. */
const REFUSALS: Record<string, keyof AccountWords> = {
  invalid_credentials: 'wrong',
  mfa_verification_failed: 'wrong_code',
  mfa_challenge_expired: 'wrong_code',
  weak_password: 'weak_password',
  same_password: 'same_password',
  user_already_exists: 'known_address',
  email_exists: 'known_address',
  validation_failed: 'bad_address',
  email_address_invalid: 'bad_address',
  insufficient_aal: 'needs_code',
};

/** What went wrong with one's own sign-in, in the reader's language. */
export function accountProblem(words: AccountWords, error: unknown): string {
  if (!(error instanceof BackendError)) return words.unexpected;
  const word = REFUSALS[error.detail ?? ''];
  if (word) return words[word];
  if (error.code === 'no_session') return words.signed_out;
  return error.code === 'too_many' || error.code === 'offline' ? words[error.code] : words.unexpected;
}
