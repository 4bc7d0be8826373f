import { hasIdentity, rpc } from '../../backend/call.ts';
import type { MyStamps } from '../../contract/trails.ts';
import type { Passport } from './passport.ts';

/** Whether somebody is signed in here; asks nobody. */
export const hasPassport = (): Promise<boolean> => hasIdentity();

/** What the database holds of this person; null when nothing was ever delivered. Signs nobody in. */
export const fetchPassport = async (): Promise<Passport | null> =>
  (await hasIdentity()) ? rpc<Passport | null>('my_passport') : null;

/** Seals of trails and points; null as above. */
export const fetchStamps = async (): Promise<MyStamps | null> =>
  (await hasIdentity()) ? rpc<MyStamps | null>('my_stamps') : null;

export const fetchExport = async (): Promise<unknown> => ((await hasIdentity()) ? rpc<unknown>('my_export') : null);

export const eraseMe = async (): Promise<void> => {
  if (await hasIdentity()) await rpc('erase_me');
};

/** Six digits that bring this passport to another browser until `until`. */
export const offerPassport = () => rpc<{ code: string; until: string }>('offer_passport');

/** Takes over the passport whose digits were typed; what was collected here is joined with it. */
export const takePassport = (code: string) => rpc<{ merged: number }>('take_passport', { code });
