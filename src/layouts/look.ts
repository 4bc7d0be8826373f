/**
 * Runs in the head before the first paint: what the person chose about the look, kept on the phone only.
 * `qt-elder` is "1" or absent, `qt-theme` is "light", "dark" or absent (follow the phone).
 * A placement's code leaves the address before anybody can pass it on.
 */
import { firstTouch } from '../outbox/channel.ts';
import { remembered } from '../ui/remember.ts';

const root = document.documentElement;

export function show(elder: boolean, theme: string | null): void {
  if (elder) root.dataset.elder = '';
  else delete root.dataset.elder;
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
}

show(remembered('qt-elder') === '1', remembered('qt-theme'));
root.dataset.js = '';
firstTouch();
