import { staffRpc } from '../../backend/staff.ts';
import type { LiveAwareness, LiveReach, StaffMe } from './live.ts';

/** Reach of whole months (`YYYY-MM`), both included. Rejects with `BackendError`. */
export const reachLive = (from: string, to: string) =>
  staffRpc<LiveReach>('reach_live', { from_month: `${from}-01`, to_month: `${to}-01` });

/** Awareness of a quarter ("2026-Q4"); null is the running one. */
export const awarenessLive = (period: string | null) => staffRpc<LiveAwareness>('awareness_live', { period });

/** City staff: makes a release. */
export const publishRelease = () => staffRpc<{ id: number; made_at: string }>('publish_release');

export const staffMe = () => staffRpc<StaffMe>('staff_me');
