import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../src/contract/locales.ts';
import { POINT_KINDS, type TrailCard } from '../../src/contract/trails.ts';
import { fitting, inWeChat, keyLines } from '../../src/features/passport/paper.ts';
import { keyInFragment, readDigits, recoveryLink } from '../../src/features/passport/passport.ts';
import { notedIn, scrolls } from '../../src/features/passport/seals.ts';
import { newRecoveryKey, parseRecoveryKey, showRecoveryKey } from '../../src/outbox/recovery.ts';

const trail = (slug: string, points: number): TrailCard => ({
  slug,
  title: slug,
  summary: '',
  positions: 'illustrative',
  ordered: true,
  length_m: 450,
  minutes: 40,
  points: Array.from({ length: points }, (_, i) => ({ id: `p${i}`, name: `点 ${i}`, seal: '湖滨', required: true })),
});
const stamp = (slug: string, point: string) => ({
  trail: slug,
  point,
  day: '2026-11-22',
  grade: 2 as const,
  fast: false,
});

describe('the hand scrolls of the passport', () => {
  const trails = [trail('street', 3), trail('parks', 13)];

  it('show what the database has and what this phone has noted, each seal once', () => {
    const { walked, fresh, away } = scrolls(
      trails,
      [stamp('street', 'p0'), stamp('street', 'p0')],
      ['street/p0', 'street/p2'],
    );
    expect(walked.map(({ n, noted, seals }) => [n, noted, seals.map(({ state }) => state)])).toEqual([
      [2, 1, ['got', 'open', 'noted']],
    ]);
    expect(fresh.map(({ slug }) => slug)).toEqual(['parks']);
    expect(away).toBe(0);
  });

  it('count seals of trails and stops that are not shown any more', () => {
    expect(scrolls(trails, [stamp('street', 'gone'), stamp('closed', 'p0')], []).away).toBe(2);
  });

  it('take from the phone only what has the shape of a subject', () => {
    expect(notedIn(['street/p0', 7, null])).toEqual(['street/p0']);
    for (const draft of [undefined, null, 'street/p0', { list: [] }]) expect(notedIn(draft)).toEqual([]);
  });
});

describe('the paper passport', () => {
  it('has whole trails on it, as many as there is room for', () => {
    const all = [trail('street', 11), trail('parks', 13), trail('bases', 12), trail('long', 30), trail('short', 5)];
    expect(fitting(all).map(({ slug }) => slug)).toEqual(['street', 'parks', 'bases']);
    expect(fitting([trail('huge', 60), trail('short', 5)]).map(({ slug }) => slug)).toEqual(['short']);
  });

  it('carries the key twice: in an address that brings it back, and in two lines to type', () => {
    const key = newRecoveryKey();
    const shown = showRecoveryKey(key);
    const link = new URL(recoveryLink('https://qingtu.example', '/en/passport', shown));
    expect(link.search).toBe('');
    expect(parseRecoveryKey(keyInFragment(link.hash) ?? '')).toBe(key);
    expect(parseRecoveryKey(keyLines(shown).join(' '))).toBe(key);
    expect(keyLines(shown).map((line) => line.length)).toEqual([19, 13]);
  });

  it('knows the browser that cannot print', () => {
    expect(inWeChat('Mozilla/5.0 (iPhone) AppleWebKit/605 MicroMessenger/8.0.50(0x1800) NetType/4G')).toBe(true);
    expect(inWeChat('Mozilla/5.0 (iPhone) AppleWebKit/605 Version/18.0 Mobile Safari/604.1')).toBe(false);
  });
});

describe('six digits', () => {
  it('are read as people type them, and as nothing else', () => {
    for (const typed of ['012345', '012 345', '012-345', ' 012345 ', '０１２３４５'])
      expect(readDigits(typed)).toBe('012345');
    for (const typed of ['', '12345', '1234567', '12345a', '一二三四五六']) expect(readDigits(typed)).toBeNull();
  });
});

it.each(LOCALES)('every kind of points has its name and its rule in %s', (locale) => {
  const file = new URL(`../../src/i18n/locales/${locale}/passport.json`, import.meta.url);
  const words: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'));
  for (const kind of POINT_KINDS) {
    expect(words[`by_${kind}`], `by_${kind}`).toBeTruthy();
    expect(words[`points_kind_${kind}`], `points_kind_${kind}`).toBeTruthy();
  }
});
