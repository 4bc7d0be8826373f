/** Puts what this phone, and the seat where there is one, has done onto the list of lessons. */
import { fillCount } from '../../ui/fill.ts';
import { doneLessons } from './list.state.ts';

const list = document.getElementById('courses');
const words: Record<string, string> = JSON.parse(list?.dataset.words ?? '{}');
const { lang } = document.documentElement;
const rows = [...document.querySelectorAll<HTMLElement>('[data-lesson]')];

void doneLessons(
  rows.map(({ dataset }) => dataset.lesson ?? ''),
  lang,
  (slug, left) => {
    const row = rows.find(({ dataset }) => dataset.lesson === slug);
    const state = row?.querySelector('[data-state]');
    if (!row || !state) return;
    row.classList.toggle('done', left === 0);
    state.textContent = left === 0 ? (words.state_done ?? '') : fillCount(words, 'state_left', left, lang);
  },
);
