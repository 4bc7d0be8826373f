import { describe, expect, test } from 'vitest';
import { withTerms } from '../../src/staff/editor/hant.ts';
import { fitWithin, LONGEST_SIDE, MOST_BYTES, searchSize } from '../../src/staff/editor/picture.ts';

/** A picture that needs so many bytes at full size and best quality. */
const camera = (bytes: number) => {
  const asked: [number, number][] = [];
  const encode = async (side: number, quality: number) => {
    asked.push([side, quality]);
    return { size: Math.round(bytes * (side / LONGEST_SIDE) ** 2 * quality), side, quality };
  };
  return { asked, encode };
};

describe('a picture for phones', () => {
  test('keeps its shape within 800 px and is never enlarged', () => {
    expect(fitWithin(4000, 3000, 800)).toEqual({ width: 800, height: 600 });
    expect(fitWithin(300, 200, 800)).toEqual({ width: 300, height: 200 });
    expect(fitWithin(10_000, 3, 800)).toEqual({ width: 800, height: 1 });
  });

  test('is written once when it fits at the best quality', async () => {
    const { asked, encode } = camera(100_000);
    expect(await searchSize(encode)).toMatchObject({ side: 800, quality: 0.86 });
    expect(asked).toHaveLength(1);
  });

  test('loses quality before it loses size, and never exceeds 300 KB', async () => {
    const some = await searchSize(camera(400_000).encode);
    expect(some).toMatchObject({ side: 800, quality: 0.68 });
    const more = await searchSize(camera(900_000).encode);
    expect(more).toMatchObject({ side: 640, quality: 0.46 });
    for (const made of [some, more]) expect(made!.size).toBeLessThanOrEqual(MOST_BYTES);
  });

  test('is refused when nothing fits', async () => {
    expect(await searchSize(camera(50_000_000).encode)).toBeNull();
    expect(await searchSize(async () => null)).toBeNull();
  });
});

test('words of the office win over those of the converter', () => {
  const convert = (text: string) => text.replaceAll('网络', '網路').replaceAll('发', '發');
  const own = withTerms(convert, [['网络', '網絡']]);
  expect(own('网络发布')).toBe('網絡發布');
});
