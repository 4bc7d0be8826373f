import { BackendError } from '../backend/call.ts';

/** The word of the staff area that tells what went wrong. */
export function problem(error: unknown): 'signed_out' | 'not_staff' | 'too_many' | 'offline' | 'unexpected' {
  if (!(error instanceof BackendError)) return 'unexpected';
  if (error.code === 'no_session') return 'signed_out';
  return error.code === 'not_staff' || error.code === 'too_many' || error.code === 'offline'
    ? error.code
    : 'unexpected';
}
