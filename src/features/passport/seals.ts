/** Seals of trails, as the passport shows them. Pure. */
import type { MyStamps, TrailCard } from '../../contract/trails.ts';

/** got: the database has it · noted: pressed on this phone and not delivered yet · open: its place is empty */
export type SealState = 'got' | 'noted' | 'open';
/** Points with a seal on this phone, as `<trail>/<point>`. */
export type Noted = readonly string[];

export interface Scroll {
  trail: TrailCard;
  seals: { id: string; name: string; seal: string; state: SealState }[];
  /** pressed, delivered or not */
  n: number;
  noted: number;
}

/** One scroll per trail that has a seal; the rest of the trails wait in `fresh`. `away`: seals of trails that are not open. */
export function scrolls(trails: TrailCard[], stamps: MyStamps['stamps'], noted: Noted) {
  const got = new Set(stamps.map(({ trail, point }) => `${trail}/${point}`));
  const here = new Set(noted);
  const all = trails.map((trail): Scroll => {
    const seals = trail.points.map(({ id, name, seal }) => {
      const subject = `${trail.slug}/${id}`;
      const state: SealState = got.has(subject) ? 'got' : here.has(subject) ? 'noted' : 'open';
      return { id, name, seal, state };
    });
    const count = (state: SealState) => seals.filter((each) => each.state === state).length;
    return { trail, seals, n: count('got') + count('noted'), noted: count('noted') };
  });
  const known = new Set(trails.flatMap(({ slug, points }) => points.map(({ id }) => `${slug}/${id}`)));
  return {
    walked: all.filter(({ n }) => n > 0),
    fresh: all.filter(({ n }) => n === 0).map(({ trail }) => trail),
    away: [...got].filter((subject) => !known.has(subject)).length,
  };
}

/** What the trails' pages keep in the draft `seals`, whatever an older page has left there. */
export const notedIn = (draft: unknown): Noted =>
  Array.isArray(draft) ? draft.filter((one): one is string => typeof one === 'string') : [];
