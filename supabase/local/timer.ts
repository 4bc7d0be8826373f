import pg from 'pg';
import { isOutage } from './outage.ts';

/** What pg_cron does on Supabase: function and pause in seconds. Functions that do not exist are passed over. */
const JOBS = [
  { call: 'app.fold_tail()', every: 5 },
  { call: 'app.extend_sessions()', every: 86_400 },
  { call: 'app.purge()', every: 86_400 },
] as const;

/** Calls the database's housekeeping functions at their intervals, one at a time; an error is told and tried again. */
export function startTimer(postgresUrl: string): { stop(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: postgresUrl, max: 1, application_name: 'qingtu timer' });
  pool.on('error', () => {});
  const due = new Map<string, number>(JOBS.map(({ call }) => [call, 0]));
  let turn = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    turn = runDue().finally(() => {
      busy = false;
    });
  }, 1000);
  timer.unref();

  async function runDue(): Promise<void> {
    for (const { call, every } of JOBS) {
      if ((due.get(call) ?? 0) > Date.now()) continue;
      due.set(call, Date.now() + every * 1000);
      try {
        const { rows } = await pool.query<{ there: boolean }>('select to_regprocedure($1) is not null as there', [
          call,
        ]);
        if (rows[0]?.there) await pool.query(`select ${call}`);
      } catch (error) {
        due.set(call, Date.now() + 5000);
        if (!isOutage(error)) console.error(`${call}: ${(error as Error).message}`);
      }
    }
  }

  return {
    stop: async () => {
      clearInterval(timer);
      await turn;
      await pool.end();
    },
  };
}
