/**
 * Runs in the head of pages with bars: the look (look.ts), and its buttons. Any page may hold a button
 * `data-toggle-elder` or `data-set-theme="light|dark|"`; it works by itself.
 */
import { remember } from '../ui/remember.ts';
import { show } from './look.ts';

const root = document.documentElement;

function markButtons() {
  for (const button of document.querySelectorAll<HTMLElement>('[data-toggle-elder],[data-set-theme]')) {
    const theme = button.dataset.setTheme;
    const on = theme === undefined ? 'elder' in root.dataset : theme === (root.dataset.theme ?? '');
    button.setAttribute('aria-pressed', String(on));
  }
}

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
