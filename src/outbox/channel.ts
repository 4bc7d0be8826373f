/**
 * First touch: the code of the placement (`?ch=`) that brought this phone here for the first time. Kept by the phone alone,
 * sent only as `ch` of the records made from then on, forgotten with the passport. The first one wins for ever; where
 * storage is shut, as in some in-app browsers, there is none.
 */
import { CHANNEL_PATTERN } from '../contract/registers.ts';

const KEY = 'qt-ch';

/** Takes the code out of the address, so that a link passed on does not carry it, and keeps it where none was kept. */
export function firstTouch(): void {
  const here = new URL(location.href);
  const code = here.searchParams.get('ch');
  if (!code) return;
  here.searchParams.delete('ch');
  history.replaceState(null, '', here);
  if (!CHANNEL_PATTERN.test(code)) return;
  try {
    if (!localStorage.getItem(KEY)) localStorage.setItem(KEY, code);
  } catch {}
}

/** What a new record says about it; undefined is left out of its text. */
export function touched(): { ch?: string } {
  try {
    return { ch: localStorage[KEY] };
  } catch {
    return {};
  }
}

/** Part of erasing what this phone keeps. */
export function forgetTouch(): void {
  try {
    delete localStorage[KEY];
  } catch {}
}
