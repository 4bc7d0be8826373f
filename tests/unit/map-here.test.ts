import type L from 'leaflet';
import { afterEach, expect, test, vi } from 'vitest';
import type { Position } from '../../src/contract/trails.ts';
import { offerHere } from '../../src/features/trails/map/here.ts';

/** Somebody stands about a kilometre east of the trail, outside of what the map shows. */
const HERE: Position = [120.66, 27.78];
vi.mock('leaflet', () => {
  const layer = () => ({ addTo: () => ({ remove: () => undefined }) });
  return { default: { layerGroup: layer, circle: layer, circleMarker: layer } };
});
vi.mock('../../src/features/trails/locate.ts', () => ({ whereAmI: async () => ({ position: HERE, accuracy: 20 }) }));
afterEach(() => vi.unstubAllGlobals());

/** Presses 我在哪里 on a map with or without tiles; answers what is said and how often the map was moved. */
async function press(tiles: boolean, inView: boolean) {
  let click: () => Promise<void> = async () => undefined;
  const element = () => ({
    textContent: '',
    setAttribute: () => undefined,
    append: () => undefined,
    addEventListener: (_type: string, work: typeof click) => {
      click = work;
    },
  });
  const made: ReturnType<typeof element>[] = [];
  vi.stubGlobal('document', { createElement: () => made[made.push(element()) - 1] });
  const fitBounds = vi.fn();
  const map = {
    createPane: () => ({ classList: { add: () => undefined } }),
    getBounds: () => ({ contains: () => inView, extend: () => 'wider' }),
    fitBounds,
  };
  const words = { map_here_dot: 'here', map_here_far: 'far' };
  const path: Position[] = [[120.65, 27.78]];
  offerHere({ append: () => undefined } as unknown as HTMLElement, map as unknown as L.Map, {
    ...{ path, points: [], words, tiles },
    draw: (at: Position) => at,
  });
  await click();
  return {
    said: made.map(({ textContent }) => textContent).find((text) => text === 'here' || text === 'far'),
    moved: fitBounds.mock.calls.length,
  };
}

test('where somebody stands is asked of no tile server: a map with tiles does not follow out of the trail’s view', async () => {
  expect(await press(true, false)).toEqual({ said: 'far', moved: 0 });
  expect(await press(true, true)).toEqual({ said: 'here', moved: 0 });
});

test('a map without tiles shows somebody who is near', async () => {
  expect(await press(false, false)).toEqual({ said: 'here', moved: 1 });
});
