import { encodeQR } from 'qr';

/** White modules around the code: ISO/IEC 18004 asks for four; with fewer, phones miss codes on busy walls. */
export const QUIET_ZONE = 4;

/** A drawing in a box of `size` × `size` modules; the path is what is black. */
export interface QrDrawing {
  size: number;
  d: string;
}

/** The code of an address at level M: it survives a fold or a stain over 15 % of it. */
export function drawQr(address: string): QrDrawing {
  const rows = encodeQR(address, 'raw', { ecc: 'medium', border: QUIET_ZONE });
  const runs = rows.flatMap((row, y) => {
    const found: string[] = [];
    for (let x = 0; x < row.length; x++) {
      const from = x;
      while (row[x]) x++;
      if (x > from) found.push(`M${from} ${y}h${x - from}v1H${from}z`);
    }
    return found;
  });
  return { size: rows.length, d: runs.join('') };
}
