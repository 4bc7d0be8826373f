import type pg from 'pg';
import { AuthFailure } from './failure.ts';

/** Runs work in one transaction. A connection that failed for another reason than a refusal is not used again. */
export async function inTransaction<T>(pool: pg.Pool, work: (db: pg.PoolClient) => Promise<T>): Promise<T> {
  const db = await pool.connect();
  let broken: Error | undefined;
  try {
    await db.query('begin');
    const result = await work(db);
    await db.query('commit');
    return result;
  } catch (error) {
    if (!(error instanceof AuthFailure)) broken = error as Error;
    else
      await db.query('rollback').catch((cause: Error) => {
        broken = cause;
      });
    throw error;
  } finally {
    db.release(broken);
  }
}
