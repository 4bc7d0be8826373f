import { useLayoutEffect } from 'preact/hooks';

const inSight = (one: Element): boolean => {
  const { top, bottom } = one.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};

/**
 * What has the focus stays in sight when something appears above it. Browsers hold the place of what one reads, but not at
 * the top of a page, and Safari never does.
 */
export function useSteadyFocus(appeared: unknown): void {
  // as it was before this drawing
  const at = typeof document === 'undefined' ? null : document.activeElement;
  const seen = at !== null && at !== document.body && inSight(at);
  // only what appears may move the page, not every drawing
  useLayoutEffect(() => {
    if (seen) at.scrollIntoView({ block: 'nearest' });
  }, [appeared]);
}
