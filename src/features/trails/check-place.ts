/** Whether this phone stands inside a fence. Called from a tap only; a position is looked at once and kept nowhere. */
import { type Fix, judgePlace } from './check.ts';

export type Fence = Parameters<typeof judgePlace>[1];
/** denied: the person or the browser said no · none: no answer in time, or a phone that cannot tell */
export type Standing = Fix | 'denied' | 'none';

const WAIT_MS = 10_000;

export function standing(fence: Fence): Promise<Standing> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve('none');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(judgePlace(coords, fence)),
      ({ code }) => resolve(code === 1 ? 'denied' : 'none'),
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 0 },
    );
  });
}
