/** The edge takes bodies of 256 KiB; what stands around the rows needs little of it. */
const CHUNK_BYTES = 200_000;

/** Rows in chunks of at most so many that pass the edge, measured as they travel. */
export function chunksOf<T>(rows: readonly T[], most: number): T[][] {
  const encoder = new TextEncoder();
  const chunks: T[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const bytes = encoder.encode(JSON.stringify(row)).length + 1;
    if (size + bytes > CHUNK_BYTES || (chunks.at(-1)?.length ?? 0) >= most) {
      chunks.push([]);
      size = 0;
    }
    chunks.at(-1)?.push(row);
    size += bytes;
  }
  return chunks;
}
