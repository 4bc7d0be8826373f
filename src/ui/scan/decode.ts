/** Looks for a QR code in pixels; the decoder (15 KB) is fetched when first needed. */

/** Longer side of what is searched: enough for a poster two arm's lengths away, and quick on an old phone. */
const FRAME = 640;
/** Photographs are searched once at each of these sizes: small codes need pixels, noisy ones fewer. */
const PHOTO = [1600, 900, 480];

const decoder = () => import('qr/decode.js');
/** Begins to fetch the decoder while the camera is still waking up. */
export const warmDecoder = () => void decoder().catch(() => undefined);

let canvas: HTMLCanvasElement | undefined;

/** Text of the code in a picture, or null. `longest`: its longer side is reduced to this. */
async function read(source: CanvasImageSource, width: number, height: number, longest: number): Promise<string | null> {
  const { decodeQR } = await decoder();
  const scale = Math.min(1, longest / Math.max(width, height));
  canvas ??= document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context || !canvas.width || !canvas.height) return null;
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  try {
    return decodeQR({ width: canvas.width, height: canvas.height, data });
  } catch {
    return null; // no code in this picture
  }
}

/** The code in the camera's present picture, or null. */
export const readFrame = (video: HTMLVideoElement) => read(video, video.videoWidth, video.videoHeight, FRAME);

/** The code in a photograph, or null. Rejects when the file is no picture. */
export async function readPhoto(file: Blob): Promise<string | null> {
  const url = URL.createObjectURL(file);
  try {
    const picture = new Image();
    picture.src = url;
    await picture.decode();
    for (const longest of PHOTO) {
      const text = await read(picture, picture.naturalWidth, picture.naturalHeight, longest);
      if (text !== null) return text;
    }
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
}
