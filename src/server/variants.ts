import { createHash } from 'node:crypto';
import { type Coding, encode } from './compress.ts';

const WORTH_BYTES = 256;
const TEXT = /^(?:text\/|application\/(?:javascript|json|manifest\+json|xml|ld\+json|geo\+json)|image\/svg\+xml)/;

/** One at a time, and only when nobody waits for it: quality 11 takes a core. */
let queue: Promise<unknown> = Promise.resolve();

/** Bytes that are sent many times, with their packed forms made once. The ETag is weak: it stands for all codings. */
export class Variants {
  readonly etag: string;
  readonly type: string;
  readonly identity: Buffer;
  readonly #made = new Map<Coding, Promise<Buffer>>();
  readonly #packs: boolean;
  #size: number;

  constructor(identity: Buffer, type: string) {
    this.identity = identity;
    this.type = type;
    this.etag = `W/"${createHash('sha256').update(type).update(identity).digest('base64url').slice(0, 22)}"`;
    this.#packs = TEXT.test(type) && identity.length >= WORTH_BYTES;
    this.#size = identity.length;
  }

  /** Bytes of memory held, packed forms included as they are made. */
  get size(): number {
    return this.#size;
  }

  get packs(): boolean {
    return this.#packs;
  }

  /** The bytes for a coding; `identity` where packing is of no use. */
  async in(coding: Coding): Promise<{ coding: Coding; bytes: Buffer }> {
    if (coding === 'identity' || !this.#packs) return { coding: 'identity', bytes: this.identity };
    let made = this.#made.get(coding);
    if (!made) {
      made = encode(this.identity, coding, 'fast').then((bytes) => {
        this.#size += bytes.length;
        return bytes;
      });
      this.#made.set(coding, made);
    }
    return { coding, bytes: await made };
  }

  /** Replaces the packed forms by the smallest ones, in its turn. */
  tighten(): void {
    if (!this.#packs) return;
    queue = queue.then(async () => {
      for (const coding of ['br', 'gzip'] as const) {
        this.#made.set(coding, Promise.resolve(await encode(this.identity, coding, 'best')));
      }
    });
  }
}

/** True when the client already has what the ETag stands for. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (!ifNoneMatch) return false;
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => bare(tag) === bare(etag));
}

/** Settles when everything that was to be tightened so far is done. */
export const tightened = (): Promise<unknown> => queue;
