/** Taps that come before the player is awake are kept and given to it: nobody taps twice because a phone is slow. */
export {};

declare global {
  interface Window {
    __taps?: EventTarget[];
  }
}
const taps: EventTarget[] = [];
window.__taps = taps;
addEventListener('click', (event) => void (window.__taps && event.target && taps.push(event.target)), true);
