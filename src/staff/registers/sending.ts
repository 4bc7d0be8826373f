/** Rows on their way to the server. */
import { type BatchRow, CALL_ROWS, type RowProblem } from '../../contract/registers.ts';
import { chunksOf } from '../exchange/chunks.ts';
import { patiently } from '../exchange/patiently.ts';
import type { Whence } from '../exchange/WhenceFields.tsx';
import { addRows, dropBatch, openBatch } from './calls.ts';

/** How far a batch has come. */
export interface Sent {
  batch: string | null;
  sent: number;
}

/**
 * Sends rows, going on from where it stood; `tell` hears how far it has come. Answers what the server could not take: then
 * the batch is gone, for a file comes in whole or not at all.
 */
export async function sendRows(
  type: string,
  about: Whence,
  rows: readonly BatchRow[],
  from: Sent,
  tell: (sent: Sent) => void,
): Promise<RowProblem[]> {
  let { batch, sent } = from;
  batch ??= (await patiently(() => openBatch(type, about, rows.length))).batch;
  const to = batch;
  tell({ batch, sent });
  for (const chunk of chunksOf(rows.slice(sent), CALL_ROWS)) {
    const { problems } = await patiently(() => addRows(to, chunk));
    if (problems.length) {
      await dropBatch(to);
      tell({ batch: null, sent: 0 });
      return problems;
    }
    sent += chunk.length;
    tell({ batch, sent });
  }
  return [];
}
