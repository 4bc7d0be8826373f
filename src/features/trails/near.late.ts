/** 离我近: sorts the list by distances that are computed here, from a position that nobody else learns. */
import type { Position } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { whereAmI } from './locate.ts';
import { distance, said } from './trails.ts';

interface Place {
  name: string;
  position: Position;
}

/** The place of a list's entry that is nearest to a position; null when none of its places is known. */
export function nearest(places: Place[], to: Position): { name: string; metres: number } | null {
  const all = places.map(({ name, position }) => ({ name, metres: distance(position, to) }));
  return all.reduce<(typeof all)[number] | null>((best, one) => (best && best.metres <= one.metres ? best : one), null);
}

/** Wakes the button above the list. */
export function offerNear(root: HTMLElement, list: HTMLElement, words: Record<string, string>): void {
  const button = root.querySelector('button');
  const status = root.querySelector('[role=status]');
  const say = (key: string) => {
    if (status) status.textContent = words[key] ?? '';
  };
  button?.addEventListener('click', async () => {
    button.disabled = true;
    say('near_asking');
    const fix = await whereAmI();
    button.disabled = false;
    if (typeof fix === 'string') return say(`near_${fix}`);
    const entries = [...list.querySelectorAll<HTMLElement>('[data-places]')].map((entry) => {
      const near = nearest(JSON.parse(entry.dataset.places ?? '[]'), fix.position);
      const line = entry.querySelector<HTMLElement>('[data-near]');
      if (line && near) {
        const { key, n } = said(near.metres);
        line.textContent = fill(words.near_from ?? '', { name: near.name, way: fill(words[key] ?? '', { n }) });
        line.hidden = false;
      }
      return { entry, metres: near?.metres ?? Number.POSITIVE_INFINITY };
    });
    entries.sort((a, b) => a.metres - b.metres);
    list.append(...entries.map(({ entry }) => entry));
    say('near_done');
  });
}
