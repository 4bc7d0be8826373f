import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Keep } from '../pages/keep.ts';
import { Variants } from '../variants.ts';
import { filesBelow } from './old.ts';
import { typeOf } from './types.ts';

const HELD_MAX_BYTES = 64 * 1024 * 1024;
/** Packing such files at start would keep a core busy for long; they are packed when first asked for. */
const TIGHTEN_MAX_BYTES = 512 * 1024;

export interface Asset {
  content: Variants;
  /** the name carries a hash of the content */
  hashed: boolean;
}
export interface AssetStore {
  /** The file at a URL path, or null. Only names that were listed at start exist: a path cannot climb out. */
  find(path: string): Promise<Asset | null>;
}

/** Knows every file of the build and every hashed file kept from earlier builds; reads each when first asked for. */
export async function assetStore(client: string, kept: string): Promise<AssetStore> {
  const files = new Map<string, string>();
  for (const name of await filesBelow(kept)) files.set(`/_astro/${name}`, join(kept, name));
  for (const name of await filesBelow(client)) files.set(`/${name}`, join(client, name));
  const held = new Keep<Variants>(HELD_MAX_BYTES, 10_000);

  const read = async (path: string, file: string): Promise<Variants> => {
    const content = new Variants(await readFile(file), typeOf(file));
    held.set(path, content);
    return content;
  };
  for (const [path, file] of files) {
    if (!file.startsWith(client)) continue;
    const { size } = await stat(file);
    if (size <= TIGHTEN_MAX_BYTES) (await read(path, file)).tighten();
  }

  return {
    async find(path) {
      const file = files.get(path);
      if (file === undefined) return null;
      const content = held.get(path) ?? (await read(path, file).catch(() => null));
      return content && { content, hashed: path.startsWith('/_astro/') };
    },
  };
}
