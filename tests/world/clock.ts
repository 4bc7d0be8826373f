import type { Database } from './database.ts';

/** Moves the product's clock to a moment (ISO 8601 with zone); it runs on from there. */
export async function setClock(db: Database, moment: string): Promise<void> {
  await db.sql.query('update private.clock set shift = $1::timestamptz - now()', [moment]);
}

/** Moves the product's clock on (or back) by an interval as Postgres writes it, '3 days'. */
export async function passTime(db: Database, interval: string): Promise<void> {
  await db.sql.query('update private.clock set shift = shift + $1::interval', [interval]);
}
