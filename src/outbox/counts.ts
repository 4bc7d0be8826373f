import type { Connection } from './db.ts';

export interface Counts {
  waiting: number;
  delivered: number;
  rejected: number;
  quarantined: number;
}

const STATES = { waiting: 'queued', delivered: 'acked', rejected: 'rejected', quarantined: 'quarantined' } as const;

/** How many records of each state lie on this phone. */
export const readCounts = (connection: Connection): Promise<Counts> =>
  connection.use(
    (db) =>
      new Promise((resolve, reject) => {
        const counts: Counts = { waiting: 0, delivered: 0, rejected: 0, quarantined: 0 };
        const tx = db.transaction('records');
        for (const name of Object.keys(STATES) as (keyof Counts)[]) {
          const request = tx.objectStore('records').index('state').count(STATES[name]);
          request.onsuccess = () => {
            counts[name] = request.result;
          };
        }
        tx.onabort = () => reject(tx.error ?? new DOMException('aborted', 'AbortError'));
        tx.oncomplete = () => resolve(counts);
      }),
  );
