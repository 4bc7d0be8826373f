import { serverRpc } from '../../backend/server.ts';
import type { Locale } from '../../contract/locales.ts';
import type { GiftCard } from '../../contract/trails.ts';

/** Published gifts with their rules and the counters that have them. */
export const giftCards = (locale: Locale) => serverRpc<GiftCard[]>('gifts', { locale });
