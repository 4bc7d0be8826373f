import { awarenessLive, publishRelease, reachLive, staffMe } from './live.remote.ts';
import type { LiveAwareness, LiveReach, StaffMe } from './live.ts';

export interface Ask {
  /** months, `YYYY-MM` */
  from: string;
  to: string;
  /** "2026-Q4", null for the running quarter */
  period: string | null;
}

export interface Live {
  me: StaffMe;
  reach: LiveReach;
  awareness: LiveAwareness;
}

/** Live figures as the signed-in member of staff may see them. Rejects with `BackendError`. */
export async function loadLive(ask: Ask): Promise<Live> {
  const me = await staffMe();
  const [reach, awareness] = await Promise.all([reachLive(ask.from, ask.to), awarenessLive(ask.period)]);
  return { me, reach, awareness };
}

export { publishRelease };
