/** Calls that meet: one leaves its transaction open, the others are seen to wait for it. */
import type pg from 'pg';
import type { Database } from './database.ts';

/** Begins a call as a browser with this sign-in would make it, and leaves its transaction open. */
export async function begin(client: pg.Client, signIn: string, sql: string, values: unknown[]): Promise<void> {
  await client.query('begin');
  await client.query('set local role authenticated');
  await client.query(`select set_config('request.jwt.claims', $1, true)`, [JSON.stringify({ sub: signIn })]);
  await client.query(sql, values);
}

/** Resolves when so many connections of the database wait for a lock. */
export async function peopleWait(db: Database, n: number): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const waiting = await db.value<number>(
      `select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (waiting === n) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${n} should wait for a lock`);
}
