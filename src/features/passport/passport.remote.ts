import { hasIdentity, rpc } from '../../backend/call.ts';
import type { Passport } from './passport.ts';

/** What the database holds of this person; null when nothing was ever delivered. Signs nobody in. */
export const fetchPassport = async (): Promise<Passport | null> =>
  (await hasIdentity()) ? rpc<Passport | null>('my_passport') : null;

export const fetchExport = async (): Promise<unknown> => ((await hasIdentity()) ? rpc<unknown>('my_export') : null);

export const eraseMe = async (): Promise<void> => {
  if (await hasIdentity()) await rpc('erase_me');
};
