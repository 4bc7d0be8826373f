/** What the console asks about published trails. All reject with `BackendError`. */
import { staffRpc } from '../../backend/staff.ts';
import type { Locale } from '../../contract/locales.ts';
import type { Position, TrailCard, TrailPage, Words } from '../../contract/trails.ts';

export const publishedTrails = (locale: Locale) => staffRpc<TrailCard[]>('trails', { locale });
export const publishedTrail = (slug: string, locale: Locale) => staffRpc<TrailPage | null>('trail', { slug, locale });

export interface PointCode {
  point: string;
  token: string;
  typed: string;
  made_at: string;
}
export const trailCodes = (trail: string) => staffRpc<PointCode[]>('trail_codes', { trail });
/** The old code stops at once. */
export const renewCode = (trail: string, point: string) =>
  staffRpc<{ token: string; typed: string }>('renew_code', { trail, point });

export interface ScreenCodes {
  step_seconds: number;
  now: string;
  codes: { step: number; mac: string }[];
}
export const screenCodes = (trail: string, point: string) => staffRpc<ScreenCodes>('screen_codes', { trail, point });

/** Counts below ten people are null. */
export interface StampMap {
  points: {
    point: string;
    name: Words;
    seal: Words;
    position: Position | null;
    stamps: number | null;
    people: number | null;
    by_grade: Record<'1' | '2' | '3', number> | null;
  }[];
  started: number | null;
  finished: number | null;
}
export const stampMap = (trail: string, from_day: string, to_day: string) =>
  staffRpc<StampMap>('stamp_map', { trail, from_day, to_day });

export interface Flag {
  id: number;
  trail: string;
  point: string;
  kind: 'shared_code' | 'fast';
  at: string;
  count: number;
  cleared_at: string | null;
  cleared_by: string | null;
  note: string | null;
  name: Words;
  title: Words;
}
export const flags = (open: boolean | null) => staffRpc<Flag[]>('flags', { open });
export const clearFlag = (id: number, note: string) => staffRpc('clear_flag', { id, note });
