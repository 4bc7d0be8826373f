/** 存到手机: what is saved, whether it still holds, and saving it. */
import type { TrailPage } from '../../contract/trails.ts';
import { readDraft, writeDraft } from '../../outbox/note.ts';
import { isKept, type Keeping, keep } from '../../sw/bridge.ts';
import { rememberTrail } from './stamps.state.ts';

/** A page that the browser keeps by itself is good for a day. */
const DAY_MS = 86_400_000;

/** none · saved: until the phone needs the room · day: this browser keeps it for a day · old: the trail has moved on */
export type Saved = 'none' | 'saved' | 'day' | 'old';
export type Outcome = Saved | 'full' | { failed: number };

export interface Plan {
  /** pages and media, by path */
  paths: string[];
  trail: Pick<TrailPage, 'slug' | 'title' | 'ordered' | 'revision' | 'points'>;
  lang: string;
}
interface Note {
  revision: number;
  at: number;
}
const keyOf = ({ trail, lang }: Plan) => `saved:${trail.slug}:${lang}`;

/** What this phone has of the trail; asks the caches, not only its own note. */
export async function savedState(plan: Plan): Promise<Saved> {
  const noted = await readDraft<Note>(keyOf(plan)).catch(() => undefined);
  if (!noted) return 'none';
  if (noted.revision !== plan.trail.revision) return 'old';
  if (await isKept(plan.paths).catch(() => false)) return 'saved';
  return Date.now() - noted.at < DAY_MS && !navigator.serviceWorker?.controller ? 'day' : 'none';
}

/** Saves pages, scripts, media, and the checkpoints that a scan is compared with; only then it is noted as saved. */
export async function save(plan: Plan, tell: (keeping: Keeping) => void): Promise<Outcome> {
  const { failed, full } = await keep(plan.paths, tell);
  if (full) return 'full';
  if (failed.length > 0) return { failed: failed.length };
  try {
    await rememberTrail(plan.trail);
    await writeDraft(keyOf(plan), { revision: plan.trail.revision, at: Date.now() } satisfies Note);
  } catch {
    return 'full';
  }
  return savedState(plan);
}
