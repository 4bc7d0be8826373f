/** Where the phone is, asked only after a tap; the position stays in this page's memory and goes nowhere. */
import type { Position } from '../../contract/trails.ts';

/** What is worse says nothing about a street. */
export const POOR_M = 500;
const WAIT_MS = 15_000;

export type Fix = { position: Position; accuracy: number } | 'denied' | 'poor' | 'late' | 'none';

/** denied: the person or the browser said no · poor: less exact than 500 m · late: no answer in time · none: cannot ask */
export function whereAmI(): Promise<Fix> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve('none');
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude, latitude, accuracy } }) =>
        resolve(accuracy > POOR_M ? 'poor' : { position: [longitude, latitude], accuracy }),
      ({ code }) => resolve(code === 1 ? 'denied' : code === 3 ? 'late' : 'none'),
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 60_000 },
    );
  });
}
