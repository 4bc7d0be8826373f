import { describe, expect, it } from 'vitest';
import {
  needsWork,
  periodsOf,
  type Quarter,
  quarterName,
  quarterOf,
  type Rate,
  type Release,
  slice,
  whyHidden,
} from '../../src/features/awareness/awareness.ts';
import { lastYear, unevenWeights } from '../../src/features/awareness/live.ts';

const rate = (key: string, more: Partial<Rate> = {}): Rate => ({
  measure: 'C',
  slice: 'district',
  key,
  n: 100,
  shown: true,
  rule: 'ok',
  ...more,
});
const quarter = (period: string, version = 1) => ({ definition: { period, version }, rates: [] }) as unknown as Quarter;
const release = (...awareness: Quarter[]) => ({ awareness }) as Release;

describe('the quarter on the page', () => {
  const two = release(quarter('2026-Q4', 2), quarter('2026-Q4', 1), quarter('2026-Q3'));
  it('is the one asked for, and the newest when that is none', () => {
    expect(quarterOf(two, '2026-Q3')?.definition.period).toBe('2026-Q3');
    expect(quarterOf(two, '1999-Q1')?.definition).toMatchObject({ period: '2026-Q4', version: 2 });
    expect(quarterOf(two, null)?.definition.period).toBe('2026-Q4');
    expect(quarterOf(release(), null)).toBeUndefined();
  });
  it('is offered once, however many versions of the form it had', () => {
    expect(periodsOf(two)).toEqual(['2026-Q4', '2026-Q3']);
  });
  it('is named by year and number', () => {
    expect(quarterName('2026-Q4')).toEqual({ year: 2026, quarter: 4 });
  });
});

describe('rates', () => {
  it('stand in the order people expect', () => {
    const ages = ['60up', 'u18', '35-59', '18-34'].map((key) => rate(key, { slice: 'age_band' }));
    expect(slice(ages, 'age_band').map((r) => r.key)).toEqual(['u18', '18-34', '35-59', '60up']);
    const points = ['10', '2', '1'].map((key) => rate(key, { slice: 'kp' }));
    expect(slice(points, 'kp').map((r) => r.key)).toEqual(['1', '2', '10']);
  });
  it.each([
    ['n_eff', 'few'],
    ['empty', 'few'],
    ['wide', 'wide'],
    ['relative', 'wide'],
    ['confidential', 'protect'],
    ['complementary', 'protect'],
  ] as const)('hidden by rule %s are explained as %s', (rule, why) => {
    expect(whyHidden(rate('330302', { shown: false, rule }))).toBe(why);
  });
  it('hidden after having been shown by themselves are explained as protection', () => {
    expect(whyHidden(rate('330302'))).toBeNull();
    expect(whyHidden(rate('330302', { shown: false, rule: 'ok' }))).toBe('protect');
  });
  it('are amber below seventy percent and never without a figure', () => {
    expect([0.6999, 0.7].map((p) => needsWork(rate('1', { p })))).toEqual([true, false]);
    expect(needsWork(rate('1'))).toBe(false);
  });
  it('warn when the weights are uneven', () => {
    const live = { ...rate('1'), n_all: 1 };
    expect(unevenWeights({ ...live, max_weight: 5.1, deff: 1 })).toBe(true);
    expect(unevenWeights({ ...live, max_weight: 5, deff: 3 })).toBe(false);
    expect(unevenWeights(undefined)).toBe(false);
  });
});

describe('twelve months', () => {
  it('end with the Chinese month, also in the first hours of a year', () => {
    expect(lastYear(Date.parse('2026-11-21T12:00:00Z'))).toEqual({ from: '2025-12', to: '2026-11' });
    expect(lastYear(Date.parse('2026-12-31T17:00:00Z'))).toEqual({ from: '2026-02', to: '2027-01' });
    expect(lastYear(Date.parse('2027-01-15T00:00:00Z'))).toEqual({ from: '2026-02', to: '2027-01' });
  });
});
