/**
 * First touch: the code of the placement (`?ch=`) that brought this phone here for the first time. Kept by the phone alone,
 * sent only as `ch` of the records made from then on, forgotten with the passport. The first one wins for ever.
 */
import { CHANNEL_PATTERN } from '../contract/registers.ts';

const KEY = 'qt-ch';
const page = () => document.documentElement.dataset;

/** Takes the code out of the address, so that a link passed on does not carry it, and keeps it where none was kept. */
export function firstTouch(): void {
  const here = new URL(location.href);
  const code = here.searchParams.get('ch');
  if (code === null) return;
  here.searchParams.delete('ch');
  history.replaceState(history.state, '', here);
  if (!CHANNEL_PATTERN.test(code)) return;
  try {
    localStorage[KEY] ||= code;
  } catch {
    page().ch = code; // storage is shut in some in-app browsers: it then lasts as long as the page
  }
}

/** What a new record says about it: `{ ch }`, or nothing. */
export function touched(): { ch?: string } {
  let ch: string | undefined;
  try {
    ch = localStorage[KEY];
  } catch {
    ch = page().ch;
  }
  return ch ? { ch } : {};
}

/** Part of erasing what this phone keeps. */
export function forgetTouch(): void {
  delete page().ch;
  try {
    delete localStorage[KEY];
  } catch {}
}
