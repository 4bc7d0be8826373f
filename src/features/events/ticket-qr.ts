/** White modules around the code, and pixels of one module. */
const QUIET = 4;
const SCALE = 8;

/** Begins to fetch what draws codes, so that it is there without a network. */
export const warmTicket = (): void => void import('qr').catch(() => undefined);

/** The code of an address as a PNG: WeChat keeps pictures of points by a long press, not those of lines. */
export async function drawTicket(address: string): Promise<string> {
  const { encodeQR } = await import('qr');
  const rows = encodeQR(address, 'raw', { ecc: 'medium', border: QUIET });
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = rows.length * SCALE;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#000';
  for (const [y, row] of rows.entries())
    for (const [x, dark] of row.entries()) if (dark) pen.fillRect(x * SCALE, y * SCALE, SCALE, SCALE);
  return canvas.toDataURL('image/png');
}
