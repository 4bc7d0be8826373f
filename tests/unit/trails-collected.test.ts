import { beforeEach, expect, test, vi } from 'vitest';

const readSeals = vi.fn();
const myStamps = vi.fn();
vi.mock('../../src/features/trails/stamps.state.ts', () => ({ readSeals }));
vi.mock('../../src/features/trails/trails.remote.ts', () => ({ myStamps }));
const { collected } = await import('../../src/features/trails/collected.state.ts');

const told = async () => {
  const all: unknown[] = [];
  await collected((seals) => all.push(seals));
  return all;
};
const AT = '2026-06-01T02:00:00.000Z';

beforeEach(() => {
  readSeals.mockResolvedValue({ 's/a': { at: AT, state: 'noted' }, 's/b': { at: AT, state: 'refused' } });
  myStamps.mockResolvedValue({ stamps: [], points: {} });
});

test('what the phone knows is shown first, what the database has is added to it', async () => {
  myStamps.mockResolvedValue({
    stamps: [
      { trail: 's', point: 'a', day: '2026-06-01', grade: 2, fast: false },
      { trail: 's', point: 'c', day: '2026-05-30', grade: 3, fast: false },
    ],
  });
  const [first, second] = await told();
  expect(first).toEqual({ 's/a': { at: AT, state: 'noted' }, 's/b': { at: AT, state: 'refused' } });
  expect(second).toEqual({
    's/a': { at: AT, state: 'delivered' },
    's/b': { at: AT, state: 'refused' },
    's/c': { at: '2026-05-30', state: 'delivered' },
  });
});

test('a seal that was refused here and collected elsewhere is a seal', async () => {
  myStamps.mockResolvedValue({ stamps: [{ trail: 's', point: 'b', day: '2026-06-01', grade: 3, fast: false }] });
  expect((await told()).at(-1)).toMatchObject({ 's/b': { state: 'delivered' } });
});

test('without a network or a memory the page stays as it came', async () => {
  myStamps.mockRejectedValue(new Error('offline'));
  expect(await told()).toHaveLength(1);
  readSeals.mockRejectedValue(new Error('blocked'));
  expect(await told()).toEqual([{}]);
});
