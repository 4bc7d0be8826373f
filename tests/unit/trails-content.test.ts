import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import type { GiftBody } from '../../src/contract/trails.ts';
import { withTraditional } from '../../src/i18n/opencc-seed.mjs';
import { lintSeed } from '../seed-lint.ts';
import { pathLength, type SeedTrail } from '../seed-lint-trails.ts';

const SEED = join(import.meta.dirname, '../../supabase/seed');
const json = <T>(file: string): T => JSON.parse(readFileSync(join(SEED, file), 'utf8'));
const trail = (slug: string) => json<SeedTrail>(`trails/${slug}.json`);
const street = trail('zhongyi-street');
const trails = [street, trail('city-parks'), trail('base-route')];
const gifts = json<{ slug: string; body: GiftBody }[]>('gifts.json');
const counters = json<{ code: string; stock: Record<string, number> }[]>('counters.json');
const kpOf = new Map(
  ['facts-1.csv', 'facts-2.csv'].flatMap((file) =>
    Papa.parse<Record<string, string>>(readFileSync(join(SEED, file), 'utf8').replace(/^\uFEFF/, ''), {
      header: true,
      skipEmptyLines: true,
    }).data.map((row) => [row['编号'] ?? '', Number(row['知识点'])] as const),
  ),
);
const han = (text = '') => [...text.matchAll(/[\p{Script=Han}\d，。：；、“”《》（）？！]/gu)].length;

describe('Zhongyi Street', () => {
  it('has eleven points 45 metres apart on 450 metres, and says that positions are invented', () => {
    expect(street.body).toMatchObject({ ordered: true, positions: 'illustrative', length_m: 450, speed: 3 });
    expect(street.body.points).toHaveLength(11);
    for (const [i, point] of street.body.points.entries()) {
      expect(point.position).toEqual(street.body.path[i]);
      if (i) expect(pathLength(street.body.path.slice(i - 1, i + 1))).toBeCloseTo(45, 0);
    }
  });

  it('keeps the four names from the article, and marks the other seven points as demonstration', () => {
    const marked = street.body.points.filter((point) => point.place['zh-Hans']?.includes('演示点位'));
    const named = street.body.points.filter((point) => !marked.includes(point)).map((point) => point.name['zh-Hans']);
    expect(named).toEqual(['湖滨公园', '非遗馆', '鼓词馆', '心兰书社']);
    expect(marked).toHaveLength(7);
    for (const point of marked) expect(point.place.en).toContain('demonstration');
  });

  it('tells of every knowledge point on the way, in stories of 120 to 260 characters', () => {
    const kps = new Set(Object.values(street.facts).flatMap((ids) => ids.map((id) => kpOf.get(id))));
    expect([...kps].sort((a, b) => Number(a) - Number(b))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const point of street.body.points) {
      expect(han(point.story['zh-Hans']), point.id).toBeGreaterThanOrEqual(120);
      expect(han(point.story['zh-Hans']), point.id).toBeLessThanOrEqual(260);
    }
  });

  it('offers a game at six points, a question on three exhibits, staff and a screen at the gate', () => {
    expect(street.body.points.filter((point) => point.game)).toHaveLength(6);
    expect(street.body.points.filter((point) => point.question)).toHaveLength(3);
    expect(street.body.points[0]?.proofs).toEqual(['code', 'typed', 'screen', 'staff']);
  });

  it('does not ask a phone for a position where neighbours are closer than it can tell', () => {
    expect(street.body.points.filter((point) => point.radius_m !== null).map((point) => point.id)).toEqual([
      'lakeside',
    ]);
  });
});

describe('the trails of the demo city', () => {
  it('are thirteen parks of which nine are asked for, and twelve bases of which six are', () => {
    const counts = trails
      .slice(1)
      .map(({ body }) => [body.points.length, body.points.filter((point) => point.required).length, body.ordered]);
    expect(counts).toEqual([
      [13, 9, false],
      [12, 6, false],
    ]);
  });

  it('give places to six decimals at most', () => {
    for (const { body } of trails)
      for (const number of [...body.path, ...body.points.map((point) => point.position ?? [0, 0])].flat())
        expect(String(number)).toMatch(/^\d+(\.\d{1,6})?$/);
  });

  it('never name the answer of an exhibit in their own texts', () => {
    for (const { body } of trails)
      for (const { question, ...point } of body.points) {
        const answer = question?.words['zh-Hans']?.options[(question.answer.codePointAt(0) ?? 0) - 65];
        if (question) expect(answer?.length).toBeGreaterThan(0);
        if (answer && answer.length > 1) expect(JSON.stringify(point)).not.toContain(answer);
      }
  });

  it('lead to gifts that every counter knows, and to none without stock', () => {
    const slugs = gifts.map((gift) => gift.slug);
    expect(new Set(slugs).size).toBe(slugs.length);
    for (const { stock } of counters) for (const slug of Object.keys(stock)) expect(slugs).toContain(slug);
    for (const slug of slugs) expect(counters.some((counter) => (counter.stock[slug] ?? 0) >= 50)).toBe(true);
    const known = trails.map(({ slug }) => slug);
    for (const { body } of gifts) if (body.rule.trail !== null) expect(known).toContain(body.rule.trail);
  });

  it('are converted into traditional characters as they stand', () => {
    for (const file of [...trails.map(({ slug }) => `trails/${slug}.json`), 'gifts.json', 'counters.json'])
      expect(withTraditional(json(file)), file).toEqual(json(file));
  });

  it('draw their pictures without script, addresses or letters that a phone may lack', () => {
    const names = readdirSync(join(SEED, 'pictures')).filter((name) => /^[gt]-/.test(name));
    expect(names.length).toBeGreaterThan(10);
    for (const name of names)
      expect(readFileSync(join(SEED, 'pictures', name), 'utf8'), name).not.toMatch(
        /<script|<text|href|url\(|\bon\w+=/i,
      );
  });
});

describe('the lint of the seed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seed-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const spoil = (change: (seed: SeedTrail) => void) => {
    cpSync(SEED, folder, { recursive: true });
    const copy = structuredClone(street);
    change(copy);
    writeFileSync(join(folder, 'trails/zhongyi-street.json'), JSON.stringify(copy));
    return lintSeed(folder)
      .filter((m) => m.level === 'error')
      .map((m) => m.column);
  };
  const first = (seed: SeedTrail) => seed.body.points[0]!;

  it('finds nothing in what stands there', () => {
    expect(spoil(() => undefined)).toEqual([]);
  });

  it.each<[string, string, (seed: SeedTrail) => void]>([
    ['a missing language', 'points.gate.story.en', (seed) => void delete first(seed).story.en],
    ['HTML', 'points.gate.story.en', (seed) => void (first(seed).story.en = 'See <b>this</b>.')],
    ['a forbidden word', 'points.gate.todo.zh-Hans', (seed) => void (first(seed).todo!['zh-Hans'] = '看看配方')],
    [
      'an old article',
      'points.gate.story.zh-Hans',
      (seed) => void (first(seed).story['zh-Hans'] = '《治安管理处罚法》第七十二条'),
    ],
    ['a seal of one character', 'gate.seal.zh-Hans', (seed) => void (first(seed).seal['zh-Hans'] = '义')],
    ['two equal seals', 'lakeside.seal', (seed) => void (seed.body.points[1]!.seal = first(seed).seal)],
    ['two equal points', 'gate', (seed) => void (seed.body.points[1] = first(seed))],
    ['a fact that nobody has checked', 'gate.facts', (seed) => void (seed.facts.gate = ['F76'])],
    ['a fact that is not there', 'gate.facts', (seed) => void (seed.facts.gate = ['F999'])],
    ['a length that is not the path’s', 'length_m', (seed) => void (seed.body.length_m = 480)],
    ['a picture that is not there', 'gate.picture', (seed) => void (first(seed).picture = 'pictures/no.svg')],
    ['a game that is not there', 'gate.game', (seed) => void (first(seed).game = 'no-game')],
  ])('finds %s', (_, column, change) => {
    expect(spoil(change)).toContain(column);
  });
});
