import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Coding = 'br' | 'gzip' | 'identity';
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** fast: while somebody waits · best: once, for bytes that are sent many times */
export type Effort = 'fast' | 'best';

/** The coding to answer with: brotli before gzip, and neither when the client gives it q=0. */
export function preferred(accept: string | string[] | undefined): Coding {
  const offered = new Map<string, number>();
  for (const part of String(accept ?? '')
    .toLowerCase()
    .split(',')) {
    const [name = '', ...params] = part.split(';').map((piece) => piece.trim());
    const q = params.find((param) => param.startsWith('q='));
    if (name) offered.set(name, q ? Number(q.slice(2)) : 1);
  }
  const any = offered.get('*') ?? 0;
  if ((offered.get('br') ?? any) > 0) return 'br';
  if ((offered.get('gzip') ?? any) > 0) return 'gzip';
  return 'identity';
}

export function encode(bytes: Buffer, coding: 'br' | 'gzip', effort: Effort): Promise<Buffer> {
  if (coding === 'gzip') return zip(bytes, { level: effort === 'best' ? 9 : 6 });
  return brotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: effort === 'best' ? 11 : 5,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}
