import { hasIdentity, rpc, seemsKnown } from '../../backend/call.ts';
import { serverRpc } from '../../backend/server.ts';
import type { Locale } from '../../contract/locales.ts';
import type { MyStamps, TrailCard, TrailPage } from '../../contract/trails.ts';

/** Published trails in the order of the list. */
export const trailCards = (locale: Locale) => serverRpc<TrailCard[]>('trails', { locale });

/** One trail with its points, or null. */
export const trailPage = (slug: string, locale: Locale) => serverRpc<TrailPage | null>('trail', { slug, locale });

/** Sizes by address, which stay true for ever: it is the hash of what it leads to. */
const sizes = new Map<string, number>();

/** Bytes of pictures and sounds (`/media/<hash>`) together, as a phone will load them; called on the server. */
export async function mediaBytes(paths: string[]): Promise<number> {
  for (const path of paths) {
    if (sizes.has(path)) continue;
    const found = await serverRpc<{ base64: string } | null>('media', { hash: path.slice('/media/'.length) });
    sizes.set(path, Math.floor(((found?.base64.length ?? 0) * 3) / 4));
  }
  return paths.reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0);
}

/** What the database holds of this person's seals; null when nothing was ever delivered. Signs nobody in. */
export const myStamps = async (): Promise<MyStamps | null> =>
  seemsKnown() && (await hasIdentity()) ? rpc<MyStamps | null>('my_stamps') : null;
