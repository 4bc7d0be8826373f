/** Recordings as the database takes them (api.put_media). Pure. */

export const AUDIO_BYTES = 300 * 1024;

/** What a file is by its first bytes; its name may say anything. Null: neither MP3 nor M4A. */
export function audioType(bytes: Uint8Array): 'audio/mpeg' | 'audio/mp4' | null {
  const text = String.fromCharCode(...bytes.subarray(0, 12));
  if (text.slice(4, 8) === 'ftyp') return 'audio/mp4';
  if (text.startsWith('ID3')) return 'audio/mpeg';
  // a frame of MPEG audio begins with eleven ones
  return bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0 ? 'audio/mpeg' : null;
}
