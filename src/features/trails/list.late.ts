/** Comes after the list of trails: the seals that this person has, and the way to sort by distance. */
import { collected } from './collected.state.ts';
import { mark } from './marks.late.ts';
import { offerNear } from './near.late.ts';

const list = document.getElementById('trails');
const near = document.getElementById('near');
if (list && near) offerNear(near, list, JSON.parse(near.dataset.words ?? '{}'));
void collected((seals) => {
  for (const entry of list?.querySelectorAll<HTMLElement>('[data-trail]') ?? []) {
    mark(entry, entry.dataset.trail ?? '', seals);
  }
});
