/** Puts a person's seals onto what the server has drawn, in the list and on a trail's page. */
import { fill } from '../../ui/fill.ts';
import type { Collected } from './collected.state.ts';

/** Marks every drawing of a trail's points below `root`; answers which are collected, and when. */
export function mark(root: ParentNode, slug: string, seals: Collected): Map<string, string> {
  const got = new Map<string, string>();
  for (const spot of root.querySelectorAll<HTMLElement>('[data-point]')) {
    const id = spot.dataset.point ?? '';
    const seal = seals[`${slug}/${id}`];
    if (!seal) continue;
    const stamped = spot.querySelector<HTMLElement>('[data-stamped]');
    if (stamped) {
      const { got: done, waits, refused } = stamped.dataset;
      const text = seal.state === 'refused' ? refused : seal.state === 'noted' ? waits : done;
      stamped.textContent = ` · ${text}`;
      stamped.classList.toggle('stamped', seal.state !== 'refused');
    }
    if (seal.state === 'refused') continue;
    got.set(id, seal.at);
    spot.querySelector('.seal')?.classList.add('got');
    const state = spot.querySelector<HTMLElement>('[data-state]');
    if (state?.dataset.got) state.textContent = state.dataset.got;
  }
  const count = root.querySelector<HTMLElement>('[data-count]');
  if (count) count.textContent = fill(count.dataset.count ?? '', { n: got.size });
  return got;
}
