import { Inflate } from 'fflate';
import { LIMITS } from './limits.ts';
import { Refused } from './problem.ts';

interface Entry {
  name: string;
  method: number;
  /** compressed bytes, a view of the file */
  data: Uint8Array;
}
interface ZipOptions {
  /** bytes of all files together, inflated */
  most?: number;
  wanted?: (name: string) => boolean;
}
/** A zip whose files are inflated one by one against one budget. */
export interface Zip {
  names: string[];
  /** Hands over a file piece by piece; false when there is none of that name. */
  stream(name: string, take: (piece: Uint8Array) => void): boolean;
  /** A small file as text, null when there is none. */
  text(name: string): string | null;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** A piece of this size inflates to at most 1,032 times as much: the budget is never passed by more than that. */
const PIECE = 4_096;
const PACKED = /\.(zip|xlsx|xlsm|docx|pptx|ods|jar|7z|rar|gz|tgz|tar|bz2|xz)$/i;

export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/**
 * Opens a zip by its directory and refuses what no office makes: more than 64 files, zips in it, passwords, paths that
 * lead out, files lying over each other. Sizes that it declares are not believed. Files that are not `wanted` are as if
 * they were not there: no byte of them is looked at.
 */
export function openZip(bytes: Uint8Array, { most = LIMITS.inflated, wanted = () => true }: ZipOptions = {}): Zip {
  const entries = new Map(
    readDirectory(bytes)
      .filter(({ name }) => wanted(name))
      .map((entry) => [entry.name, entry]),
  );
  let left: number = most;
  const stream: Zip['stream'] = (name, take) => {
    const entry = entries.get(name);
    if (!entry) return false;
    const counted = (piece: Uint8Array) => {
      left -= piece.length;
      if (left < 0) throw new Refused('zip_inflated', { most: most / 1024 / 1024, file: name });
      if (piece.length) take(piece);
    };
    if (entry.method === 0) counted(entry.data);
    else inflate(entry, counted);
    return true;
  };
  for (const entry of entries.values())
    if (PACKED.test(entry.name) || startsLikeZip(entry)) throw new Refused('zip_nested', { file: entry.name });
  return {
    names: [...entries.keys()],
    stream,
    text: (name) => {
      const decoder = new TextDecoder();
      const parts: string[] = [];
      if (!stream(name, (piece) => parts.push(decoder.decode(piece, { stream: true })))) return null;
      return parts.join('') + decoder.decode();
    },
  };
}

function inflate({ name, data }: Entry, take: (piece: Uint8Array) => void): void {
  const inflater = new Inflate((piece) => take(piece));
  try {
    for (let at = 0; at < data.length; at += PIECE)
      inflater.push(data.subarray(at, at + PIECE), at + PIECE >= data.length);
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('zip_broken', { file: name });
  }
}

/** The first bytes of a file are enough to know a zip by. */
function startsLikeZip({ method, data }: Entry): boolean {
  if (method === 0) return isZip(data) && data[2] === 3;
  let first = new Uint8Array();
  try {
    new Inflate((piece) => {
      if (!first.length) first = piece.slice(0, 4);
    }).push(data.subarray(0, 64));
  } catch {
    return false; // broken ones are told when they are read
  }
  return isZip(first) && first[2] === 3;
}

function readDirectory(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  const lowest = Math.max(0, end - 65_535);
  while (end >= lowest && view.getUint32(end, true) !== END) end--;
  if (end < lowest || end < 0) throw new Refused('zip_broken', { file: '' });
  const count = view.getUint16(end + 10, true);
  if (count > LIMITS.entries) throw new Refused('zip_entries', { most: LIMITS.entries, count });
  const found: Entry[] = [];
  const taken: [number, number][] = [];
  let at = view.getUint32(end + 16, true);
  try {
    // To the end of the directory, not to the number it declares.
    while (at < end && view.getUint32(at, true) === CENTRAL) {
      if (found.length >= LIMITS.entries) throw new Refused('zip_entries', { most: LIMITS.entries, count });
      const nameLength = view.getUint16(at + 28, true);
      const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
      const entry = readEntry(bytes, view, at, name, taken);
      if (entry) found.push(entry);
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('zip_broken', { file: '' });
  }
  if (!found.length || new Set(found.map(({ name }) => name)).size < found.length)
    throw new Refused('zip_broken', { file: '' });
  return found;
}

function readEntry(bytes: Uint8Array, view: DataView, at: number, name: string, taken: [number, number][]) {
  const method = view.getUint16(at + 10, true);
  if (view.getUint16(at + 8, true) & 1) throw new Refused('zip_locked', { file: name });
  if (/(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|\0/.test(name))
    throw new Refused('zip_name', { file: name.slice(0, 80) });
  if (name.endsWith('/')) return null;
  if (method !== 0 && method !== 8) throw new Refused('zip_broken', { file: name });
  const size = view.getUint32(at + 20, true);
  const local = view.getUint32(at + 42, true);
  if (view.getUint32(local, true) !== LOCAL) throw new Refused('zip_broken', { file: name });
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + size > bytes.length || taken.some(([from, to]) => local < to && start + size > from))
    throw new Refused('zip_broken', { file: name });
  taken.push([local, start + size]);
  return { name, method, data: bytes.subarray(start, start + size) };
}
