/** What goes on a paper passport. Pure. */
import type { TrailCard } from '../../contract/trails.ts';

/** Places for seals that the inside of a folded A4 sheet has room for, titles of trails included. */
const ROOM = 60;
/** Rows of a trail: its title takes one. */
const COLUMNS = 6;
const rows = (trail: TrailCard) => 1 + Math.ceil(trail.points.length / COLUMNS);

/** The trails that fit, whole ones only and in their order. */
export function fitting(trails: TrailCard[]): TrailCard[] {
  let left = ROOM / COLUMNS;
  return trails.filter((trail) => {
    if (rows(trail) > left) return false;
    left -= rows(trail);
    return true;
  });
}

/** A key of seven groups in two lines. */
export const keyLines = (shown: string): string[] => {
  const groups = shown.split('-');
  return [groups.slice(0, 4).join('-'), groups.slice(4).join('-')];
};

/** WeChat's own browser can neither print nor save a page. */
export const inWeChat = (agent: string): boolean => /MicroMessenger/i.test(agent);
