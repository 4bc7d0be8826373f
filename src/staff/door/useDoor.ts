import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { DoorScan } from '../../contract/events.ts';
import { pageClock } from '../../outbox/clock.ts';
import { ageOf } from '../../outbox/deliver.ts';
import { newId } from '../../outbox/text.ts';
import { useDesk } from '../shell/Console.tsx';
import { codeOf } from '../shell/problem.ts';
import { askDates, askDoor, putScans } from './calls.ts';
import {
  addScan,
  changeScan,
  type DiskProblem,
  deviceId,
  diskProblem,
  keyOf,
  putList,
  readLists,
  readScans,
  tidy,
} from './disk.ts';
import type { Listed, Scanned } from './door.ts';

const REFRESH_MS = 60_000;
/** For so long a scan may still be put right before it is sent: who of the party came is counted while they walk in. */
export const HOLD_MS = 12_000;
const CALL = 200;
/** Lists of so many other dates of the event: a ticket of next week is told as one. */
const OTHERS = 4;

export interface Doors {
  /** null while the disk is being read */
  lists: Listed[] | null;
  scans: Scanned[];
  device: string;
  /** the last call was answered */
  online: boolean;
  /** this date is not there, or not this account's */
  lost: boolean;
  /** scans that the database would not hear of, in words of errors; '' when all is well */
  refused: string;
  problem: DiskProblem | '';
  /** Keeps a scan; null when it could not be kept. */
  take(at: { event: string; origin: string }, hash: string, people: number): Promise<Scanned | null>;
  /** Puts right how many came, as long as the scan waits. */
  amend(id: string, people: number): Promise<void>;
  sync(): void;
}

/** Lists and scans of this device, and their way to the database: at once where there is a network, else as soon as there is. */
export function useDoor(here: { event: string; origin: string } | null): Doors {
  const { fail } = useDesk();
  const [lists, setLists] = useState<Listed[] | null>(null);
  const [scans, setScans] = useState<Scanned[]>([]);
  const [device, setDevice] = useState('');
  const [online, setOnline] = useState(true);
  const [lost, setLost] = useState(false);
  const [refused, setRefused] = useState('');
  const [problem, setProblem] = useState<DiskProblem | ''>('');
  const running = useRef<Promise<void>>(Promise.resolve());
  const at = useRef(here);
  /** the date whose neighbours were fetched */
  const beside = useRef('');
  at.current = here;

  const look = useCallback(async () => {
    const [kept, made] = await Promise.all([readLists(), readScans()]);
    setLists(kept);
    setScans(made);
  }, []);

  const deliver = useCallback(async () => {
    const waiting = (await readScans()).filter((scan) => scan.state === 'queued' && ageOf(scan, pageClock) >= HOLD_MS);
    const dates = new Map(waiting.map((scan) => [keyOf(scan), waiting.filter((one) => keyOf(one) === keyOf(scan))]));
    let why = '';
    for (const rows of dates.values()) {
      for (let i = 0; i < rows.length; i += CALL) {
        const part = rows.slice(i, i + CALL);
        try {
          const verdicts = await putScans(part.map(asSent));
          for (const { id } of verdicts) await changeScan(id, { state: 'acked' });
        } catch (error) {
          const code = codeOf(error);
          if (code !== 'not_found' && code !== 'bad_argument') throw error;
          why = code; // one date that is not ours any more does not hold up the others
        }
      }
    }
    setRefused(why);
  }, []);

  const round = useCallback(async () => {
    try {
      await deliver();
      const now = at.current;
      if (now) await putList({ door: await askDoor(now.event, now.origin), fetched: Date.now() });
      setOnline(true);
      setLost(false);
      if (now && beside.current !== keyOf(now)) {
        beside.current = keyOf(now);
        await look();
        for (const origin of await nearest(now))
          await putList({ door: await askDoor(now.event, origin), fetched: Date.now() });
      }
    } catch (error) {
      const code = codeOf(error);
      if (error instanceof DOMException) setProblem(diskProblem(error));
      else if (code === 'offline') setOnline(false);
      else {
        setLost(code === 'not_found' || code === 'not_staff');
        fail(error);
      }
    }
    await look();
  }, [deliver, look, fail]);

  const sync = useCallback(() => {
    running.current = running.current.then(round, round).catch(() => undefined);
  }, [round]);

  useEffect(() => {
    deviceId()
      .then(setDevice)
      .then(() => tidy(Date.now()))
      .then(look)
      .catch((error) => setProblem(diskProblem(error)));
  }, [look]);
  useEffect(() => {
    sync();
    const again = setInterval(sync, REFRESH_MS);
    const seen = () => document.visibilityState === 'visible' && sync();
    addEventListener('online', sync);
    document.addEventListener('visibilitychange', seen);
    return () => {
      clearInterval(again);
      removeEventListener('online', sync);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [sync, here?.event, here?.origin]);
  // a scan goes as soon as it may; without a network the next look will do
  const next = scans.filter(({ state }) => state === 'queued').length;
  useEffect(() => {
    if (next === 0 || !online) return;
    const soon = setTimeout(sync, HOLD_MS + 500);
    return () => clearTimeout(soon);
  }, [next, online, sync]);

  return {
    lists,
    scans,
    device,
    online,
    lost,
    refused,
    problem,
    sync,
    async take(date, hash, people) {
      const scan: Scanned = {
        ...{ id: newId(), event: date.event, origin: date.origin, device, hash, people },
        ...{ wall: pageClock.now(), mono: pageClock.mono(), session: pageClock.session, state: 'queued' },
      };
      try {
        await addScan(scan);
        setProblem('');
        setScans((all) => [...all, scan]);
        return scan;
      } catch (error) {
        setProblem(diskProblem(error));
        return null;
      }
    },
    async amend(id, people) {
      await changeScan(id, { people }).catch((error) => setProblem(diskProblem(error)));
      await look();
    },
  };
}

/** The event's other dates that lie nearest. */
async function nearest({ event, origin }: { event: string; origin: string }): Promise<string[]> {
  const far = (other: string) => Math.abs(Date.parse(other) - Date.parse(origin));
  return (await askDates(event))
    .map((date) => date.origin)
    .filter((other) => other !== origin)
    .sort((a, b) => far(a) - far(b))
    .slice(0, OTHERS);
}

const asSent = (scan: Scanned): DoorScan => {
  const { id, event, origin, device, hash, people } = scan;
  return { id, event, origin, device, hash, people, age: ageOf(scan, pageClock) };
};
