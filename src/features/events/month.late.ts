/** The month as the grid of the ARIA Authoring Practices: one stop for Tab, arrows from day to day, Page Up and Down for months. */
import { plusDays, plusMonths, weekday } from './events.ts';

/** Where the focus goes on after the next month has been opened: `#on=2026-07-15`. */
const MARK = /^#on=(\d{4}-\d\d-\d\d)$/;

/** The day that a key leads to, or null when it is none of the grid's. */
export function dayAfterKey(day: string, key: string): string | null {
  const month = day.slice(0, 7);
  switch (key) {
    case 'ArrowLeft':
      return plusDays(day, -1);
    case 'ArrowRight':
      return plusDays(day, 1);
    case 'ArrowUp':
      return plusDays(day, -7);
    case 'ArrowDown':
      return plusDays(day, 7);
    // the week's ends as far as they are in this month
    case 'Home':
      return [plusDays(day, -weekday(day)), `${month}-01`].sort().at(-1)!;
    case 'End':
      return [plusDays(day, 6 - weekday(day)), lastOf(month)].sort()[0]!;
    case 'PageUp':
      return sameDay(plusMonths(month, -1), day);
    case 'PageDown':
      return sameDay(plusMonths(month, 1), day);
    default:
      return null;
  }
}

const lastOf = (month: string) => plusDays(`${plusMonths(month, 1)}-01`, -1);

/** 31 January leads to 28 February. */
function sameDay(month: string, day: string): string {
  const last = lastOf(month);
  const same = `${month}${day.slice(7)}`;
  return same < last ? same : last;
}

/** Wakes the month's table. */
export function offerGrid(root: HTMLElement): void {
  const table = root.querySelector('table');
  const days = [...root.querySelectorAll<HTMLElement>('[data-day]')];
  const month = root.dataset.month ?? '';
  const at = (day: string) => days.find((one) => one.dataset.day === day);
  const stop = (to: HTMLElement) => {
    for (const one of days) one.tabIndex = one === to ? 0 : -1;
  };
  table?.setAttribute('role', 'grid');
  const brought = MARK.exec(location.hash)?.[1];
  const first = at(brought ?? '') ?? root.querySelector<HTMLElement>('[aria-current] [data-day]') ?? days[0];
  if (!first) return;
  stop(first);
  if (brought) first.focus();

  table?.addEventListener('focusin', (event) => {
    const day = (event.target as Element).closest<HTMLElement>('[data-day]');
    if (day) stop(day);
  });
  table?.addEventListener('keydown', (event) => {
    const from = (event.target as Element).closest<HTMLElement>('[data-day]')?.dataset.day;
    if (!from || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const to = dayAfterKey(from, event.key);
    if (!to) return;
    event.preventDefault();
    const there = at(to);
    if (there) return there.focus();
    const link = root.querySelector<HTMLAnchorElement>(to.slice(0, 7) < month ? 'a[rel=prev]' : 'a[rel=next]');
    if (link) location.assign(`${link.href}#on=${to}`);
  });
}
