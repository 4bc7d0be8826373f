/** What comes out of the printer, as a phone sees it: PDF, picture, a poster that hangs askew, and what its code says. */
import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { Page } from '@playwright/test';
import jsqr from 'jsqr';

export interface Picture {
  width: number;
  height: number;
  /** one byte a pixel */
  grey: Uint8Array;
}

/** The printed pages of what the page shows, at so many dots per inch; sizes in millimetres beside them. */
export async function printed(page: Page, dpi: number): Promise<{ size: string; picture: Picture }[]> {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const sheets = [];
  for (const sheet of document.pages()) {
    const { originalWidth, originalHeight } = sheet.getOriginalSize();
    const size = [originalWidth, originalHeight].map((points) => Math.round((points / 72) * 25.4)).join(' × ');
    const { width, height, data } = await sheet.render({ scale: dpi / 72, render: 'bitmap' });
    const grey = new Uint8Array(width * height);
    for (let i = 0; i < grey.length; i++)
      grey[i] = Math.round(((data[i * 4] ?? 0) + (data[i * 4 + 1] ?? 0) + (data[i * 4 + 2] ?? 0)) / 3);
    sheets.push({ size, picture: { width, height, grey } });
  }
  document.destroy();
  library.destroy();
  return sheets;
}

/** A part of a picture, given in shares of its sides. */
export function part({ width, height, grey }: Picture, [x, y, w, h]: [number, number, number, number]): Picture {
  const [left, top] = [Math.floor(x * width), Math.floor(y * height)];
  const [wide, high] = [Math.floor(w * width), Math.floor(h * height)];
  const own = new Uint8Array(wide * high);
  for (let row = 0; row < high; row++)
    own.set(grey.subarray((top + row) * width + left, (top + row) * width + left + wide), row * wide);
  return { width: wide, height: high, grey: own };
}

/** The picture turned about its middle on white ground, each pixel weighed from the four that it falls among. */
export function turned({ width, height, grey }: Picture, degrees: number): Picture {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const own = new Uint8Array(width * height).fill(255);
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? 255 : (grey[y * width + x] ?? 255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const [fx, fy] = [width / 2 + dx * cos + dy * sin, height / 2 - dx * sin + dy * cos];
      const [ix, iy] = [Math.floor(fx), Math.floor(fy)];
      const [u, v] = [fx - ix, fy - iy];
      own[y * width + x] =
        (at(ix, iy) * (1 - u) + at(ix + 1, iy) * u) * (1 - v) + (at(ix, iy + 1) * (1 - u) + at(ix + 1, iy + 1) * u) * v;
    }
  }
  return { width, height, grey: own };
}

/** What the code in a picture says, read by another library than the one that drew it; null when it cannot. */
export function readCode({ width, height, grey }: Picture): string | null {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < grey.length; i++) rgba.fill(grey[i] ?? 255, i * 4, i * 4 + 3);
  // the type of the package is CommonJS's, its module in Node a namespace
  const decode = 'default' in jsqr ? (jsqr as unknown as { default: typeof jsqr }).default : jsqr;
  return decode(rgba, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null;
}
