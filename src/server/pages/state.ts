import type { ContentState } from '../../contract/content.ts';

/** Oldest content state that is still believed, in milliseconds. */
const FRESH_MS = 1_000;

export interface StateSource {
  /** The content state, at most a second old; the last known one while the database is away. Rejects when none is known. */
  current(): Promise<ContentState>;
}

/**
 * Asks for the content state at most once a second, by one request at a time. A boundary that passes by the server's
 * own clock is a reason to ask at once, so that a contest's end is not shown a second late.
 */
export function contentState(ask: () => Promise<unknown>, now: () => number = Date.now): StateSource {
  let known: ContentState | null = null;
  let asked = Number.NEGATIVE_INFINITY;
  let failing = false;
  let flight: Promise<void> | null = null;

  const refresh = () => {
    flight ??= ask()
      .then((answer) => {
        if (!isState(answer)) throw new Error('content_state answered something else');
        known = answer;
        failing = false;
      })
      .catch((error) => {
        failing = true;
        if (!known) throw error;
      })
      .finally(() => {
        asked = now();
        flight = null;
      });
    return flight;
  };

  return {
    async current() {
      const at = now();
      const passed = known !== null && asked < Date.parse(known.boundary) && at >= Date.parse(known.boundary);
      if (!known || passed || at - asked >= FRESH_MS) {
        const asking = refresh();
        // While the database is away nobody waits for it: what was last known is served and asked again behind.
        if (known && failing) asking.catch(() => {});
        else await asking;
      }
      if (!known) throw new Error('no content state');
      return known;
    },
  };
}

function isState(value: unknown): value is ContentState {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'revision' in value && Number.isInteger(value.revision) && 'boundary' in value && typeof value.boundary === 'string'
  );
}
