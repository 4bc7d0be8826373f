import { useEffect, useRef, useState } from 'preact/hooks';
import { BackendError } from '../../backend/call.ts';
import { screenCodes } from './desk.ts';
import { type Supply, supplyOf } from './screen.ts';

/** Ten minutes of codes are fetched this often: a network may be away for five and nobody notices. */
const ASK_MS = 5 * 60_000;
const AGAIN_MS = 10_000;

export interface Screening {
  supply: Supply | null;
  /** this device's clock, moving */
  now: number;
  /** the last answer did not come */
  offline: boolean;
}

/** Codes of a point, fetched ahead. `refused` is told when the server says no. */
export function useScreen(trail: string, point: string, refused: (error: unknown) => void): Screening {
  const [supply, setSupply] = useState<Supply | null>(null);
  const [offline, setOffline] = useState(false);
  const [now, setNow] = useState(Date.now);
  const tell = useRef(refused);
  tell.current = refused;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let gone = false;
    const ask = async () => {
      clearTimeout(timer);
      const asked = Date.now();
      let wait = ASK_MS;
      try {
        const reply = await screenCodes(trail, point);
        if (gone) return;
        setSupply(supplyOf(reply, asked, Date.now()));
        setOffline(false);
      } catch (error) {
        if (gone) return;
        const code: string = error instanceof BackendError ? error.code : 'unexpected';
        wait = AGAIN_MS;
        if (code === 'offline' || code === 'unexpected' || code === 'too_many') setOffline(true);
        else tell.current(error);
      }
      timer = setTimeout(ask, wait);
    };
    // timers sleep with the device: whoever wakes it, or brings the network back, sees a code that holds
    const wake = () => document.visibilityState === 'visible' && ask();
    ask();
    const tick = setInterval(() => setNow(Date.now()), 500);
    addEventListener('online', ask);
    document.addEventListener('visibilitychange', wake);
    return () => {
      gone = true;
      clearTimeout(timer);
      clearInterval(tick);
      removeEventListener('online', ask);
      document.removeEventListener('visibilitychange', wake);
    };
  }, [trail, point]);
  return { supply, now, offline };
}

/** Keeps the screen lit while the page is seen, where the browser can (Safari since 16.4, Chromium). */
export function useWakeLock(): 'held' | 'none' {
  const [state, setState] = useState<'held' | 'none'>('none');
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let gone = false;
    const hold = async () => {
      if (document.visibilityState !== 'visible') return;
      // refused on an empty battery: the page then only says that the device may fall asleep
      lock = await navigator.wakeLock?.request('screen').catch(() => undefined);
      if (gone) lock?.release();
      else setState(lock ? 'held' : 'none');
    };
    hold();
    document.addEventListener('visibilitychange', hold);
    return () => {
      gone = true;
      document.removeEventListener('visibilitychange', hold);
      lock?.release();
    };
  }, []);
  return state;
}
