import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../src/ui/tokens.css', import.meta.url), 'utf8');
const tokensOf = (selector: string) => {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6});/g)].map(([, name, hex]) => [name, hex]),
  );
};

function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex;
  const channel = (at: number) => {
    const value = Number.parseInt(full.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
const contrast = (a: string, b: string) => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

const GROUNDS = ['paper', 'surface'];
const TEXT = [
  ...GROUNDS.flatMap((ground) => ['ink', 'muted', 'jade', 'seal-text', 'amber'].map((ink) => [ink, ground])),
  ['ink', 'tint'],
  ['muted', 'tint'],
  ['jade', 'tint'],
  ['seal-text', 'seal-tint'],
  ['on-jade', 'jade'],
  ['on-seal', 'seal'],
] as [string, string][];
const LINES = GROUNDS.flatMap((ground) => ['edge', 'jade', 'seal', 'chart', 'amber'].map((line) => [line, ground])) as [
  string,
  string,
][];
const TRACKS: [string, string][] = [
  ['chart', 'line'],
  ['amber', 'line'],
  ['jade', 'line'],
  ['edge', 'tint'],
];

describe.each([
  ['light', ':root'],
  ['dark', ':root[data-theme="dark"]'],
  ['dark by the phone', ':root:not([data-theme="light"])'],
])('%s', (_, selector) => {
  const token = tokensOf(selector);
  test.each(TEXT)('%s on %s reads at 4.5:1', (ink, ground) => {
    expect(contrast(token[ink]!, token[ground]!)).toBeGreaterThanOrEqual(4.5);
  });
  test.each([...LINES, ...TRACKS])('%s stands out from %s at 3:1', (line, ground) => {
    expect(contrast(token[line]!, token[ground]!)).toBeGreaterThanOrEqual(3);
  });
});

test('both ways into the dark lead to the same colours', () => {
  expect(tokensOf(':root:not([data-theme="light"])')).toEqual(tokensOf(':root[data-theme="dark"]'));
});
