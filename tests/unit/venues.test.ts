import { describe, expect, it, test } from 'vitest';
import type { VoteRound, WorkCard } from '../../src/contract/registers.ts';
import { filterOf, isMany, queryOf, sayFigure } from '../../src/features/venues/venues.ts';
import { galleryOf, mayVote, PAGE, whyRefused, withServer } from '../../src/features/works/works.ts';
import en from '../../src/i18n/locales/en/venues.json' with { type: 'json' };
import zh from '../../src/i18n/locales/zh-Hans/venues.json' with { type: 'json' };
import { hostOf } from '../../src/ui/host.ts';

const count = (value: number) => value.toLocaleString('en-GB');

test('a filter and its address are the same thing', () => {
  const filter = { type: 'base', district: '330302', accessible: true, bookable: true, q: '五马 街' };
  expect(filterOf(new URLSearchParams(queryOf(filter)))).toEqual(filter);
  expect(queryOf({})).toBe('');
  expect(queryOf({ type: undefined, accessible: false }, 'ba:12')).toBe('?after=ba%3A12');
  expect(filterOf(new URLSearchParams('type=&q=%20&accessible=yes&utm=1'))).toEqual({});
});

test('a figure keeps its qualifier in every language', () => {
  expect(sayFigure({ value: 2500, qualifier: 'over' }, zh, count)).toBe('2,500余');
  expect(sayFigure({ value: 2500, qualifier: 'over' }, en, count)).toBe('over 2,500');
  expect(sayFigure({ value: 300, qualifier: 'nearly' }, zh, count)).toBe('近300');
  expect(sayFigure({ value: 100, qualifier: 'passed' }, zh, count)).toBe('突破100');
  expect(sayFigure({ value: 2800, qualifier: 'mixed' }, en, count)).toBe('about 2,800');
  expect(sayFigure({ value: 12, qualifier: 'exact' }, zh, count)).toBe('12');
  expect(isMany({ value: 1, qualifier: 'exact' })).toBe(false);
  expect(isMany({ value: 1, qualifier: 'over' })).toBe(true);
});

describe('the gallery', () => {
  const work = (i: number): WorkCard => ({
    key: `w${i}`,
    kind: { key: i % 2 ? 'film' : 'opera', name: i % 2 ? '短片' : '戏曲' },
    title: `作品 ${i}`,
    maker: null,
    made: null,
    text: null,
    link: null,
    picture: null,
    picture_alt: null,
  });
  const works = Array.from({ length: 2 * PAGE + 3 }, (_, i) => work(i));

  it('shows every work once over its pages', () => {
    const seen = [1, 2, 3].flatMap((page) => galleryOf(works, null, page).items.map(({ key }) => key));
    expect(seen).toEqual(works.map(({ key }) => key));
  });

  it('counts its kinds and keeps to one of them', () => {
    const films = galleryOf(works, 'film', 1);
    expect(films.kinds).toEqual([
      { key: 'opera', name: '戏曲', works: PAGE + 2 },
      { key: 'film', name: '短片', works: PAGE + 1 },
    ]);
    expect(films.pages).toBe(2);
    expect(new Set(films.items.map(({ kind }) => kind.key))).toEqual(new Set(['film']));
  });

  it.each([0, -1, 99, Number.NaN, 1.5])('has an answer for page %s', (page) => {
    expect(galleryOf(works, 'painting', page).items.length).toBeGreaterThan(0);
  });
});

test('a link says where it leads, and only https leads anywhere', () => {
  expect(hostOf('https://www.example.cn/v/1?a=b')).toBe('example.cn');
  for (const link of ['http://example.cn', 'javascript:alert(1)', '//example.cn', 'film', '', null])
    expect(hostOf(link)).toBeNull();
});

test('one vote per person and round: what the database has wins, a refused one may be given again', () => {
  const mine = {
    films: { work: 'river', id: 'r1', state: 'noted' },
    songs: { work: 'hill', id: 'r2', state: 'noted' },
  } as const;
  expect(withServer(mine, { films: 'bridge', songs: 'hill' })).toEqual({
    films: { work: 'bridge', id: null, state: 'delivered', second: true },
    songs: { work: 'hill', id: 'r2', state: 'delivered' },
  });
  const round = { key: 'films', title: '', from: '', to: '', state: 'open', works: [], results: null } as VoteRound;
  expect(mayVote(round, undefined)).toBe(true);
  expect(mayVote(round, mine.films)).toBe(false);
  expect(mayVote(round, { ...mine.films, state: 'refused' })).toBe(true);
  expect(mayVote({ ...round, state: 'over' }, undefined)).toBe(false);
  expect(['late', 'closed', 'rejected:too_early', 'rejected:unknown_event'].map(whyRefused)).toEqual([
    'late',
    'late',
    'early',
    'unknown',
  ]);
});
