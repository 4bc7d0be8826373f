/**
 * Pictures are made small in the editor's browser: drawn anew, so that place, camera and owner (EXIF) are gone, the longer
 * side at most 800 px, at most 300 KB. Phones pay for every byte.
 */

export const LONGEST_SIDE = 800;
export const MOST_BYTES = 300 * 1024;
/** What one may choose from: larger files are no pictures for a phone and would stop the browser. */
export const MOST_INPUT_BYTES = 30 * 1024 * 1024;

const QUALITIES = [0.86, 0.78, 0.68, 0.58, 0.46] as const;
const SIDES = [LONGEST_SIDE, 640, 480, 360] as const;

export interface Encoded {
  size: number;
}

/** Width and height with the longer side at most `most`; never enlarged. */
export function fitWithin(width: number, height: number, most: number): { width: number; height: number } {
  const scale = Math.min(1, most / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The best that fits: quality is lowered before the picture is made smaller. Null when nothing fits. */
export async function searchSize<T extends Encoded>(
  encode: (side: number, quality: number) => Promise<T | null>,
  most = MOST_BYTES,
): Promise<T | null> {
  for (const side of SIDES) {
    for (const quality of QUALITIES) {
      const made = await encode(side, quality);
      if (made && made.size <= most) return made;
    }
  }
  return null;
}

/** Why a file did not become a picture: words `picture_<reason>` of the editor. */
export class PictureError extends Error {
  readonly reason: 'too_big' | 'unreadable';
  constructor(reason: 'too_big' | 'unreadable') {
    super(reason);
    this.reason = reason;
  }
}

const asBlob = (canvas: HTMLCanvasElement, type: string, quality: number) =>
  new Promise<Blob | null>((done) => canvas.toBlob(done, type, quality));

/** WebP where the browser writes it (Safari does not), PNG where parts are see-through, else JPEG. */
async function write(canvas: HTMLCanvasElement, quality: number, clear: boolean): Promise<Blob | null> {
  const webp = await asBlob(canvas, 'image/webp', quality);
  if (webp?.type === 'image/webp') return webp;
  return asBlob(canvas, clear ? 'image/png' : 'image/jpeg', quality);
}

function draw(image: CanvasImageSource, size: { width: number; height: number }): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, size);
  const pen = canvas.getContext('2d');
  if (!pen) throw new PictureError('unreadable');
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(image, 0, 0, size.width, size.height);
  return canvas;
}

function hasClearParts(canvas: HTMLCanvasElement): boolean {
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 255) < 250) return true;
  return false;
}

/** Re-encodes a file for phones. Rejects with `PictureError`. */
export async function encodePicture(file: Blob): Promise<Blob> {
  if (file.size > MOST_INPUT_BYTES) throw new PictureError('too_big');
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode().catch(() => Promise.reject(new PictureError('unreadable')));
    const { naturalWidth: width, naturalHeight: height } = image;
    if (!width || !height) throw new PictureError('unreadable');
    let last: { side: number; canvas: HTMLCanvasElement; clear: boolean } | undefined;
    const made = await searchSize(async (side, quality) => {
      if (last?.side !== side) {
        const canvas = draw(image, fitWithin(width, height, side));
        last = { side, canvas, clear: hasClearParts(canvas) };
      }
      return write(last.canvas, quality, last.clear);
    });
    if (!made) throw new PictureError('too_big');
    return made;
  } finally {
    URL.revokeObjectURL(url);
  }
}

export async function toBase64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
