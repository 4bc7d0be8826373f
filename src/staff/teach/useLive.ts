import { useEffect, useState } from 'preact/hooks';
import { staffRpc } from '../../backend/staff.ts';
import type { ClassLive } from '../../contract/courses.ts';

const EVERY_MS = 3000;
/** Fewer seats than this are not shown: they would point at somebody. */
export const LIVE_LEAST = 5;

/** What phones have answered to a block so far, asked every three seconds while it is shown and the page is seen. */
export function useLive(
  of: string,
  lesson: string,
  block: string | null,
): { live: ClassLive | null; offline: boolean } {
  const [live, setLive] = useState<ClassLive | null>(null);
  const [offline, setOffline] = useState(false);
  useEffect(() => {
    setLive(null);
    setOffline(false);
    if (!block) return;
    let gone = false;
    let asking = false;
    const ask = async () => {
      if (asking || document.visibilityState !== 'visible') return;
      asking = true;
      try {
        const now = await staffRpc<ClassLive>('class_live', { class: of, lesson, block });
        if (!gone) {
          setLive(now);
          setOffline(false);
        }
      } catch {
        if (!gone) setOffline(true);
      }
      asking = false;
    };
    void ask();
    const timer = setInterval(ask, EVERY_MS);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [of, lesson, block]);
  return { live, offline };
}
