import { hasIdentity, rpc } from '../../backend/call.ts';
import type { Claim, GiftStock, Missing, MyGifts, MyStamps } from '../../contract/trails.ts';

/** What the counters still have. */
export const fetchStock = () => rpc<GiftStock>('gift_stock', {}, { as: 'anyone' });

/** This person's progress and claims; null when nothing was ever delivered. Signs nobody in. */
export const fetchMine = async (): Promise<MyGifts | null> =>
  (await hasIdentity()) ? rpc<MyGifts | null>('my_gifts') : null;

/** This person's points; null as above. */
export const fetchPoints = async (): Promise<number | null> =>
  (await hasIdentity()) ? ((await rpc<MyStamps | null>('my_stamps'))?.points.total ?? null) : null;

/** Lays a gift aside at a counter. */
export const claimGift = (gift: string, counter: string) =>
  rpc<{ claim: Claim } | { missing: Missing[] }>('claim_gift', { gift, counter });

export const cancelClaim = (id: string) => rpc<unknown>('cancel_claim', { id });
