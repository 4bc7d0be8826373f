/**
 * Runs in the head before the first paint: what the person chose about the look, kept on the phone only.
 * `qt-elder` is "1" or absent, `qt-theme` is "light", "dark" or absent (follow the phone).
 * Any page may hold a button `data-toggle-elder` or `data-set-theme="light|dark|"`; it works by itself.
 * A placement's code leaves the address before anybody can pass it on.
 */
import { firstTouch } from '../outbox/channel.ts';
import { remember, remembered } from '../ui/remember.ts';

const root = document.documentElement;

function show(elder: boolean, theme: string | null) {
  if (elder) root.dataset.elder = '';
  else delete root.dataset.elder;
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
}

function markButtons() {
  for (const button of document.querySelectorAll<HTMLElement>('[data-toggle-elder],[data-set-theme]')) {
    const theme = button.dataset.setTheme;
    const on = theme === undefined ? 'elder' in root.dataset : theme === (root.dataset.theme ?? '');
    button.setAttribute('aria-pressed', String(on));
  }
}

show(remembered('qt-elder') === '1', remembered('qt-theme'));
root.dataset.js = '';
firstTouch();
document.addEventListener('DOMContentLoaded', markButtons);
document.addEventListener('click', (event) => {
  const button = (event.target as Element).closest<HTMLElement>('[data-toggle-elder],[data-set-theme]');
  if (!button) return;
  const theme = button.dataset.setTheme;
  if (theme === undefined) remember('qt-elder', 'elder' in root.dataset ? '' : '1');
  else remember('qt-theme', theme);
  show(theme === undefined ? !('elder' in root.dataset) : 'elder' in root.dataset, theme ?? root.dataset.theme ?? null);
  markButtons();
});
