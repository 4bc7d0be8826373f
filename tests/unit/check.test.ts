import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROOFS, type TrailPage } from '../../src/contract/trails.ts';
import {
  judgePlace,
  ladder,
  readTyped,
  routeOf,
  sameToday,
  secretOf,
  stampOfFragment,
  subjectOf,
} from '../../src/features/trails/check.ts';
import {
  cardOf,
  change,
  collected,
  isComplete,
  lean,
  nextPoint,
  pointOfHash,
  refusalOf,
  type Stamped,
  shanghaiDay,
  stands,
  subjects,
  withSeal,
} from '../../src/features/trails/stamps.ts';
import { HOSTILE_CODES } from '../fixtures/codes.ts';

const TOKEN = 'Rzm33nH1mZ2Tb6SADKwelg';
const HOSTS = ['https://qingtu.example', 'https://city.example'];

describe('a fragment', () => {
  it('is a printed code, a code of a screen, or none of ours', () => {
    expect(stampOfFragment(`#${TOKEN}`)).toEqual({ kind: 'stamp', proof: 'code', token: TOKEN });
    const screen = stampOfFragment('#s.zhongyi-street.gate.59412345.abcdefghijklmn');
    expect(screen).toMatchObject({ proof: 'screen', trail: 'zhongyi-street', point: 'gate', step: 59412345 });
    expect(screen && secretOf(screen)).toBe('');
    expect(screen && subjectOf(screen)).toEqual({ trail: 'zhongyi-street', point: 'gate' });
    for (const wrong of ['', '#', `#${TOKEN}x`, `#${TOKEN.slice(1)}`, '#s.a.b.c.d', '#main', `#${TOKEN.slice(1)}%`])
      expect(stampOfFragment(wrong), wrong).toBeNull();
  });

  it('never becomes a record of anything but its own letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const stamp = stampOfFragment(text);
        return stamp === null || text.endsWith(stamp.proof === 'code' ? stamp.token : (stamp as { mac: string }).mac);
      }),
    );
  });
});

describe('a short code', () => {
  it('is read as it was meant: lower case, O for 0, I and L for 1, spaces, full width', () => {
    for (const typed of ['R0811G', 'r0811g', 'RO8ILG', 'ro8 1lg', ' R08-11G ', 'Ｒ０８１１Ｇ', 'R081 1G\n'])
      expect(readTyped(typed), typed).toBe('R0811G');
    for (const typed of ['', 'R0811', 'R0811GG', 'R0811U', '印印印印印印', 'R0811<'])
      expect(readTyped(typed)).toBeNull();
  });
});

describe('a scanned text', () => {
  it('is followed when it is a checkpoint or a passport of this city, in any language', () => {
    for (const host of HOSTS)
      for (const prefix of ['', '/en', '/zh-hant']) {
        expect(routeOf(`${host}${prefix}/c#${TOKEN}`, HOSTS)).toEqual({ page: 'c', fragment: TOKEN });
        expect(routeOf(` ${host}${prefix}/passport#k=ABCD-EFGH-JKMN-PQRS\n`, HOSTS)?.page).toBe('passport');
      }
    expect(routeOf('https://city.example/c#s.zhongyi-street.gate.59412345.abcdefghijklmn', HOSTS)?.page).toBe('c');
  });

  it('is not followed when it is anything else', () => {
    const hostile = HOSTILE_CODES('https://qingtu.example', TOKEN);
    expect(hostile.length).toBeGreaterThanOrEqual(60);
    for (const text of hostile) expect(routeOf(text, HOSTS), text).toBeNull();
  });

  it('leads to no place but a fragment, whatever it says', () => {
    const piece = fc.constantFrom(
      'https://',
      'qingtu.example',
      '/',
      '//',
      '\\',
      '@',
      ':',
      '#',
      'c',
      'passport',
      TOKEN,
      '%2f',
      '.',
      '?',
      'k=',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), (parts) => {
        const route = routeOf(parts.join(''), HOSTS);
        return route === null || /^[A-Za-z0-9._=-]+$/.test(route.fragment);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a place', () => {
  const fence = { position: [120.63, 27.78] as [number, number], radius_m: 40 };
  const at = (longitude: number, latitude: number, accuracy = 10) =>
    judgePlace({ longitude, latitude, accuracy }, fence);

  it('is inside, outside, or too blurred to tell', () => {
    expect(at(120.63, 27.78)).toBe('in');
    expect(at(120.6303, 27.7801)).toBe('in'); // 31 m
    expect(at(120.6305, 27.78)).toBe('out'); // 49 m
    expect(at(120.63, 27.78, 41)).toBe('poor');
    expect(at(120.63, 27.78, 5000)).toBe('poor');
    expect(at(120.63, 27.78, Number.NaN)).toBe('poor');
    expect(judgePlace({ longitude: 120.63, latitude: 27.78, accuracy: 101 }, { ...fence, radius_m: 500 })).toBe('poor');
  });
});

describe('the ladder', () => {
  it('offers what has not been tried, the short code wherever codes are printed, and staff always', () => {
    expect(ladder(['code', 'question', 'place'], [])).toEqual(['code', 'question', 'place', 'typed', 'staff']);
    expect(ladder(['code', 'question', 'place'], ['code', 'question'])).toEqual(['place', 'typed', 'staff']);
    expect(ladder(['question'], ['question'])).toEqual(['staff']);
    for (const proof of PROOFS.filter((one) => one !== 'staff'))
      expect(ladder(PROOFS, [proof]).length, proof).toBeGreaterThan(0);
  });
});

const point = (id: string, required = true) => ({
  id,
  required,
  seal: '忠义',
  name: id,
  place: 'here',
  story: 'long',
  proofs: ['code' as const],
  hashes: [`hash-${id}`],
});
const pack = { slug: 't', title: 'T', ordered: true, revision: 3, points: [point('a'), point('b', false), point('c')] };
const known = { t: lean(pack as unknown as TrailPage, 'zh-Hans') };
const NOON = Date.UTC(2026, 10, 22, 4);
const seal = (over: Partial<Stamped> = {}): Stamped => ({
  at: NOON,
  record: null,
  proof: 'code',
  hash: 'hash-a',
  trail: 't',
  point: 'a',
  state: 'noted',
  ...over,
});

describe('the phone’s seals', () => {
  it('know a printed code by its hash, and keep no story', () => {
    expect(pointOfHash(known, 'hash-c')).toEqual({ trail: 't', point: 'c' });
    expect(pointOfHash(known, 'other')).toBeNull();
    expect(JSON.stringify(known)).not.toContain('long');
    expect(cardOf(known, 't', 'gone')).toBeNull();
    expect(cardOf(known, 't', 'a')).toMatchObject({ trail: { slug: 't' }, point: { id: 'a', game: false } });
  });

  it('count an answer only when the database has found it right', () => {
    expect(stands(seal())).toBe(true);
    expect(stands(seal({ proof: 'question' }))).toBe(false);
    expect(stands(seal({ proof: 'question', state: 'delivered' }))).toBe(true);
    expect(stands(seal({ state: 'not_proved' }))).toBe(false);
    const seals = { list: [seal(), seal({ point: 'b', state: 'closed' }), seal({ point: 'c', proof: 'question' })] };
    expect([...collected(seals, 't')]).toEqual(['a']);
    expect(subjects(seals)).toEqual(['t/a']);
  });

  it('are pressed once a day, unless the first was refused or is worth less', () => {
    const seals = { list: [seal()] };
    expect(sameToday(seals, seal({ at: NOON + 3_600_000 }))).toBeDefined();
    expect(sameToday(seals, seal({ at: NOON + 12 * 3_600_000 }))).toBeUndefined(); // past midnight in Shanghai
    expect(sameToday(seals, seal({ proof: 'screen', hash: '' }))).toBeUndefined();
    expect(sameToday({ list: [seal({ proof: 'place', hash: '' })] }, seal())).toBeUndefined();
    expect(sameToday({ list: [seal({ state: 'not_proved' })] }, seal())).toBeUndefined();
    expect(sameToday(seals, seal({ hash: '', proof: 'typed', point: null, trail: null }))).toBeUndefined();
    expect(shanghaiDay(Date.UTC(2026, 10, 22, 16))).toBe('2026-11-23');
  });

  it('lead on to the next required point, round and round, then to the optional ones, then nowhere', () => {
    const card = cardOf(known, 't', 'a')!;
    expect(nextPoint(card, new Set(['a']))?.id).toBe('c');
    expect(nextPoint({ ...card, point: { ...card.point, id: 'c' } }, new Set(['c']))?.id).toBe('a');
    expect(nextPoint(card, new Set(['a', 'c']))?.id).toBe('b');
    expect(nextPoint(card, new Set(['a', 'b', 'c']))).toBeNull();
    expect(isComplete(card, new Set(['a', 'c']))).toBe(true);
    expect(isComplete(card, new Set(['a', 'b']))).toBe(false);
  });

  it('change one by one and stay few', () => {
    let seals = { list: [] as Stamped[] };
    for (let i = 0; i < 600; i++) seals = withSeal(seals, seal({ at: i }));
    expect(seals.list.length).toBe(500);
    expect(change(seals, 599, { state: 'delivered' }).list.filter(({ state }) => state === 'delivered').length).toBe(1);
  });

  it('say why they were refused in one of six ways', () => {
    for (const verdict of ['accepted', 'seen', 'rejected:upgrade', undefined, ''])
      expect(refusalOf(verdict)).toBeNull();
    expect(refusalOf('late')).toBe('late');
    expect(refusalOf('rejected:not_proved')).toBe('not_proved');
    expect(refusalOf('rejected:bad_field')).toBe('refused');
  });
});
