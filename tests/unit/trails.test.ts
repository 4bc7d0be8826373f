import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Position, TrailBody } from '../../src/contract/trails.ts';
import { handOver, lineOf } from '../../src/features/trails/handover.ts';
import { nearest } from '../../src/features/trails/near.late.ts';
import { hills, layOut, SEAL, WIDTH } from '../../src/features/trails/sketch.ts';
import { storyHtml } from '../../src/features/trails/story.ts';
import { along, distance, loopLength, nextStop, said, stopsOf, told } from '../../src/features/trails/trails.ts';

const trail = (slug: string): TrailBody =>
  JSON.parse(readFileSync(new URL(`../../supabase/seed/trails/${slug}.json`, import.meta.url), 'utf8')).body;
const street = trail('zhongyi-street');

describe('distances', () => {
  test('a degree of latitude is 111 km, one of longitude narrows to the north', () => {
    expect(distance([120, 27], [120, 28])).toBeCloseTo(111_195, -1);
    expect(distance([120, 60], [121, 60]) / distance([120, 0], [121, 0])).toBeCloseTo(0.5, 3);
    expect(distance([120.6412, 27.7731], [120.6412, 27.7731])).toBe(0);
  });

  test('a place beside the path counts from where the path passes it', () => {
    const path: Position[] = [
      [120, 27],
      [120.01, 27],
      [120.01, 27.01],
    ];
    const leg = distance(path[0]!, path[1]!);
    expect(along(path, [120, 27])).toBe(0);
    expect(along(path, [120.005, 27.0004])).toBeCloseTo(leg / 2, 0);
    expect(along(path, [120.02, 27.01])).toBeCloseTo(leg + distance(path[1]!, path[2]!), 0);
  });

  test('the street is about 450 m long and its eleven points stand in order along it', () => {
    const stops = stopsOf(
      street.path,
      street.points.map(({ id, required, position }) => ({ id, required, ...(position ? { position } : {}) })),
    );
    expect(stops).toHaveLength(11);
    expect(stops.map(({ along }) => along)).toEqual([...stops.map(({ along }) => along)].sort((a, b) => a! - b!));
    expect(stops.at(-1)!.along).toBeGreaterThan(400);
    expect(stops.at(-1)!.along).toBeLessThan(500);
  });

  test('people hear round figures', () => {
    expect([said(3), said(43), said(98), said(447), said(994), said(1250), said(12_400)]).toEqual([
      { key: 'metres', n: 5 },
      { key: 'metres', n: 45 },
      { key: 'metres', n: 100 },
      { key: 'metres', n: 450 },
      { key: 'metres', n: 990 },
      { key: 'kilometres', n: 1.3 },
      { key: 'kilometres', n: 12 },
    ]);
  });

  test('the nearest place of a trail is found on the phone', () => {
    const places = street.points.map(({ name, position }) => ({ name: name['zh-Hans']!, position: position! }));
    expect(nearest(places, places[4]!.position)).toEqual({ name: places[4]!.name, metres: 0 });
    expect(nearest([], [120, 27])).toBeNull();
  });
});

describe('the next stop', () => {
  const stops = [
    { id: 'a', required: true, along: 0 },
    { id: 'b', required: false, along: 40 },
    { id: 'c', required: true, along: 100 },
    { id: 'd', required: true, along: null },
  ];
  const got = (...ids: string[]) => new Map(ids.map((id, i) => [id, `2026-06-01T00:0${i}:00Z`]));

  test('begins with the first, without a distance', () => {
    expect(nextStop(stops, got())).toEqual({ id: 'a', metres: null });
  });
  test('goes on from the seal pressed last, over what is optional, and back for what was left out', () => {
    expect(nextStop(stops, got('a'))).toEqual({ id: 'c', metres: 100 });
    expect(nextStop(stops, got('c'))).toEqual({ id: 'd', metres: null });
    expect(nextStop(stops, got('d', 'c'))).toEqual({ id: 'a', metres: 100 });
  });
  test('offers what is optional last, then nothing', () => {
    expect(nextStop(stops, got('a', 'c', 'd'))?.id).toBe('b');
    expect(nextStop(stops, got('a', 'b', 'c', 'd'))).toBeNull();
  });
  test('takes the short side of a round way', () => {
    const ring = [
      { id: 'a', required: true, along: 10 },
      { id: 'z', required: true, along: 990 },
    ];
    expect(nextStop(ring, got('z'), 1000)).toEqual({ id: 'a', metres: 20 });
    expect(nextStop(ring, got('z'))).toEqual({ id: 'a', metres: 980 });
  });
  test('a way that ends where it began is a round way', () => {
    const square: Position[] = [
      [120, 27],
      [120.01, 27],
      [120.01, 27.01],
      [120, 27.01],
      [120, 27],
    ];
    expect(loopLength(square)).toBeGreaterThan(4000);
    expect(loopLength(street.path)).toBe(0);
  });
});

describe('the sketch', () => {
  const points = street.points.map(({ id, position }) => ({ id, position: position! }));

  test('is the same for the same trail, and another for another', () => {
    expect(layOut(street.path, points)).toEqual(layOut(street.path, points));
    expect(hills('zhongyi-street', 200)).toEqual(hills('zhongyi-street', 200));
    expect(hills('zhongyi-street', 200)).not.toEqual(hills('city-parks', 200));
  });

  test('has the north above and the east at the right', () => {
    const placed = layOut(
      [],
      [
        { id: 'north', position: [120, 28] },
        { id: 'south', position: [120, 27] },
        { id: 'east', position: [121, 27.5] },
      ],
    );
    const at = Object.fromEntries(placed!.places.map((place) => [place.id, place]));
    expect(at.north!.y).toBeLessThan(at.south!.y);
    expect(at.east!.x).toBeGreaterThan(at.north!.x);
    expect(placed!.walked).toBe(false);
  });

  test('keeps seals apart and inside, though all points stood on one spot', () => {
    for (const positions of [points, points.map(({ id }) => ({ id, position: [120.64, 27.77] as Position }))]) {
      const { places, height } = layOut([], positions)!;
      expect(places).toHaveLength(11);
      for (const [i, a] of places.entries()) {
        expect(a.x).toBeGreaterThanOrEqual(SEAL / 2);
        expect(a.x).toBeLessThanOrEqual(WIDTH - SEAL / 2);
        expect(a.y).toBeLessThanOrEqual(height - SEAL / 2);
        for (const b of places.slice(i + 1))
          expect(Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y)), `${a.id} ${b.id}`).toBeGreaterThan(SEAL * 0.6);
      }
    }
  });

  test('is not drawn when no place is known', () => {
    expect(layOut(street.path, [{ id: 'a' }])).toBeNull();
  });
});

describe('stories', () => {
  const HOSTILE = [
    '<script>window.__pwn=1</script>',
    '<img src=x onerror=alert(1)>',
    '![x](https://evil.example/p.png)',
    '![x](javascript:alert(1))',
    '[x](javascript:alert(1))',
    '[x](JAVASCRIPT&#58;alert(1))',
    '[x](data:text/html,x)',
    '[x](//evil.example)',
    '[x](/\\\\evil.example)',
    '[x](\\\\evil.example)',
    '[x](http://evil.example)',
    '[x](vbscript:x "onclick=alert(1)")',
    '[x](/quiz "\\" onmouseover=\\"alert(1)")',
    '<javascript:alert(1)>',
    '<https://evil.example/"onclick=alert(1)>',
    '[x][1]\n\n[1]: javascript:alert(1)',
    '<svg/onload=alert(1)>',
    '<!-- -->',
  ];

  test('nothing that a writer types becomes an element, a handler or a way elsewhere', () => {
    for (const text of HOSTILE) {
      const html = storyHtml(text);
      expect(html, text).not.toMatch(/<(?!\/?(?:p|a|em|strong|ul|ol|li|h4|blockquote|code|pre|hr|br)[\s/>])/);
      for (const [tag] of html.matchAll(/<a [^>]*>/g))
        expect(tag, text).toMatch(/^<a href="(\/[^/\\"]|https:\/\/)[^"]*"( rel="[^"]*")?>$/);
    }
  });

  test('links lead to our own pages in the reader’s language, or to a fact over https', () => {
    const html = storyHtml(
      '# 一\n\n[题](/quiz/kp01) 和 [法](https://flk.npc.gov.cn/x)，**要紧**',
      (path) => `/en${path}`,
    );
    expect(html).toContain('<h4>一</h4>');
    expect(html).toContain('<a href="/en/quiz/kp01">题</a>');
    expect(html).toContain('<a href="https://flk.npc.gov.cn/x" rel="noopener noreferrer">法</a>');
    expect(html).toContain('<strong>要紧</strong>');
  });
});

describe('what a page says and hands over', () => {
  const words = { proof_code: '扫码', else_question: '答题也行', else_typed: '输码也行', join: '；', end: '。' };

  test('the first way to a seal, and the one that helps most when it fails', () => {
    expect(told(['question', 'typed', 'code'])).toEqual(['code', 'typed', 'question']);
    expect(lineOf({ proofs: ['question', 'typed', 'code'] }, words)).toBe('扫码；答题也行。');
    expect(lineOf({ proofs: ['code'] }, words)).toBe('扫码。');
    expect(lineOf({ proofs: [] }, words)).toBe('');
  });

  test('data for the script cannot end its element, and stories are not sent twice', () => {
    const text = handOver(
      {
        slug: 's',
        title: '</script><!--',
        summary: '',
        positions: 'illustrative',
        ordered: true,
        length_m: 1,
        minutes: 1,
        path: [],
        gifts: [],
        revision: 3,
        points: [
          {
            id: 'a',
            required: true,
            seal: '一',
            name: '甲',
            place: '',
            story: '长长的故事',
            proofs: ['code'],
            hashes: ['h'],
          },
        ],
      },
      { lang: 'zh-Hans', mb: '1.2', paths: [], tiles: null, words, gameWords: {} },
    );
    expect(text).not.toContain('<');
    expect(text).not.toContain('长长的故事');
    expect(JSON.parse(text).plan.trail).toMatchObject({
      title: '</script><!--',
      revision: 3,
      points: [{ hashes: ['h'] }],
    });
  });
});
