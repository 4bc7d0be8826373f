/** Geometry of a seal in a 100×100 box: pure, so that page, island and printed certificate draw the same one. */

export interface Glyph {
  text: string;
  x: number;
  y: number;
  size: number;
}

/** Small repeatable randomness from a text (FNV-1a, then xorshift): each name wears its own edge for ever. */
function wear(text: string): () => number {
  let state = 2166136261;
  for (const char of text) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 16777619);
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) % 1000) / 1000;
  };
}

/** Outline of the stone: a square whose edge has given way a little here and there. */
export function sealOutline(text: string): string {
  const next = wear(text);
  const points: [number, number][] = [];
  const steps = [9, 30, 52, 73, 91];
  const dent = () => 2.5 + next() * 2.6 + (next() > 0.86 ? 2.4 : 0);
  for (const at of steps) points.push([at, dent()]);
  for (const at of steps) points.push([100 - dent(), at]);
  for (const at of steps) points.push([100 - at, 100 - dent()]);
  for (const at of steps) points.push([dent(), 100 - at]);
  const round = (value: number) => Math.round(value * 10) / 10;
  const middle = (i: number) => {
    const [a, b] = [points[i % 20]!, points[(i + 1) % 20]!];
    return `${round((a[0] + b[0]) / 2)} ${round((a[1] + b[1]) / 2)}`;
  };
  const curves = points.map((point, i) => `Q${round(point[0])} ${round(point[1])} ${middle(i)}`);
  return `M${middle(19)}${curves.join('')}Z`;
}

/** Where the two to four characters stand: right column first, from top to bottom. Other scripts stand on one line. */
export function sealGlyphs(text: string): Glyph[] {
  const chars = [...text].slice(0, 4);
  if (!/\p{Script=Han}/u.test(text)) {
    const word = [...text].slice(0, 9).join('');
    return [{ text: word, x: 50, y: 50, size: Math.min(34, 128 / word.length) }];
  }
  if (chars.length === 1) return [{ text: chars[0]!, x: 50, y: 50, size: 62 }];
  if (chars.length === 2) return chars.map((char, i) => ({ text: char, x: 50, y: 30 + 40 * i, size: 40 }));
  return chars.map((char, i) => {
    const column = i < 2 ? 70.5 : 29.5;
    const alone = i === 2 && chars.length === 3;
    return { text: char, x: column, y: alone ? 50 : 30 + 40 * (i % 2), size: 38 };
  });
}
