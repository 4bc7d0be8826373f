/** Rows on their way to the server. */
import { type BatchRow, CALL_ROWS, type RowProblem } from '../../contract/registers.ts';
import type { Whence } from '../exchange/WhenceFields.tsx';
import { codeOf } from '../shell/problem.ts';
import { addRows, dropBatch, openBatch } from './calls.ts';

const PATIENCE_MS = 1_500;

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
  while (sent < rows.length) {
    const chunk = rows.slice(sent, sent + CALL_ROWS);
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

/** Asks once more when the server says that it was too fast. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let left = 4; ; left--) {
    try {
      return await ask();
    } catch (error) {
      if (codeOf(error) !== 'too_many' || !left) throw error;
      await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    }
  }
}
