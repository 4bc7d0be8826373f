/**
 * What a door keeps on its device, in a database of its own: whoever erases a passport on the same phone erases no scans.
 * Its stores are those of the outbox: drafts hold lists, records hold scans, meta the device's name.
 */
import { connectAs, isFull, transact } from '../../outbox/db.ts';
import { newId } from '../../outbox/text.ts';
import type { Listed, Scanned } from './door.ts';

const connection = connectAs('qingtu-door');
const read = <T>(store: string, ask: (store: IDBObjectStore) => IDBRequest<T>) =>
  connection.use((db) => transact(db, [store], 'readonly', (tx) => ask(tx.objectStore(store))));
const write = (store: string, work: (store: IDBObjectStore) => void) =>
  connection.use((db) => transact(db, [store], 'readwrite', (tx) => void work(tx.objectStore(store)) as undefined));

/** full: no room left · unavailable: this browser keeps no data. Nothing was stored. */
export type DiskProblem = 'full' | 'unavailable';
export const diskProblem = (error: unknown): DiskProblem => (isFull(error) ? 'full' : 'unavailable');

/** This device's name, made when it is first needed. */
export async function deviceId(): Promise<string> {
  const known = await read<string | undefined>('meta', (store) => store.get('device'));
  if (known) return known;
  const made = newId();
  await write('meta', (store) => store.put(made, 'device'));
  return made;
}

export const keyOf = ({ event, origin }: { event: string; origin: string }): string => `${event}/${origin}`;

export const readLists = () => read<Listed[]>('drafts', (store) => store.getAll());
export const putList = (listed: Listed) => write('drafts', (store) => store.put(listed, keyOf(listed.door)));

export const readScans = () => read<Scanned[]>('records', (store) => store.getAll());
export const addScan = (scan: Scanned) => write('records', (store) => store.add(scan));

/** Changes a scan that waits; one that was delivered meanwhile stays as it was. */
export const changeScan = (id: string, change: Partial<Scanned>) =>
  write('records', (store) => {
    const asked = store.index('id').get(id);
    asked.onsuccess = () => {
      const scan = asked.result as Scanned | undefined;
      if (scan?.state === 'queued') store.put({ ...scan, ...change });
    };
  });

const DAY = 86_400_000;
/** Lets go of lists that are over for a week, and of scans that were delivered a month ago. What waits is never removed. */
export async function tidy(now: number): Promise<void> {
  const [lists, scans] = await Promise.all([readLists(), readScans()]);
  const over = lists.filter(({ door }) => now - Date.parse(door.ends_at) > 7 * DAY);
  const done = scans.filter(({ state, wall }) => state === 'acked' && now - wall > 30 * DAY);
  await write('drafts', (store) => over.map(({ door }) => store.delete(keyOf(door))));
  await write('records', (store) => done.map(({ n }) => store.delete(n as number)));
}
