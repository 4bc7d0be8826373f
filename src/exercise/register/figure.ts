/**
 * Figures as reports write them: 9000余份, 突破100万, 28.7万余, 近3000, 2 500余. The qualifier is part of the figure. What can
 * be read in two ways is not read at all.
 */
import type { Figure, Qualifier } from '../../contract/events.ts';
import { isUnclear, REGISTER_LIMITS, type Unclear, unclear } from './types.ts';

const SCALE: Record<string, number> = { 十: 10, 百: 100, 千: 1_000, 万: 10_000, 亿: 100_000_000 };
const BEFORE: Record<string, Qualifier> = { 近: 'nearly', 将近: 'nearly', 接近: 'nearly', 突破: 'passed' };
for (const word of ['逾', '超', '超过', '超出']) BEFORE[word] = 'over';
/** "About" and "fewer than" are neither over, nearly nor passed. */
const VAGUE = /大约|约|左右|上下|不足|不到|不少于|至少|最多|几|数[十百千万亿]|许|若干/;
const RANGE = /\d[万亿千百十]?[-–—~～至到]\d/;
const NUMBER = String.raw`\d+(?:\.\d+)?`;
const SHAPE = new RegExp(
  `^(将近|接近|近|突破|超过|超出|超|逾)?(?:了|达|达到)?((?:${NUMBER}[十百千万亿]+)*(?:${NUMBER})?)(余|多)?([万亿])?(余|多)?([^\\d.]*?)(以上|余|\\+)?$`,
);
/** Spaces and commas between groups of three; anywhere else they make a number doubtful. */
const GROUPED = /(?<![\d.])\d{1,3}(?:([ ,'])\d{3})(?:\1\d{3})*(?![\d ,']*\d)/g;
const EMPTY = /^([-—–/]*|暂无|n\/?a)$/i;

/** Traditional spellings, and old signs of numbers. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[萬億餘約幾數過達將]/g, (sign) => '万亿余约几数过达将'['萬億餘約幾數過達將'.indexOf(sign)] ?? sign)
    .replace(/，/g, ',')
    .replace(/\s+/g, ' ')
    .trim();

/** 28.7 and 万 → 287000, without what binary fractions add; null when people would be cut in parts. */
function times(number: string, scale: number): number | null {
  const [whole = '', part = ''] = number.split('.');
  const shifted = (Number(whole + part) * scale) / 10 ** part.length;
  return Number.isSafeInteger(shifted) ? shifted : null;
}

/** 1万2千 → 12000; 1万2000 too. 1万2 is 12,000 to some and 10,002 to others. */
function readNumber(text: string): number | Unclear {
  let sum = 0;
  let last = Number.POSITIVE_INFINITY;
  const parts = [...text.matchAll(new RegExp(`(${NUMBER})([十百千万亿]*)`, 'g'))];
  if (parts.length > 1 && text.includes('.')) return unclear('figure_parts', { word: text });
  for (const [, number = '', words = ''] of parts) {
    const scale = [...words].reduce((all, word) => all * (SCALE[word] ?? 1), 1);
    if (scale >= last || (words === '' && sum > 0 && number.length !== String(last).length - 1))
      return unclear('figure_parts', { word: text });
    if (words === '' && /\.(?!0$)/.test(number)) return unclear('figure_fraction', { word: text });
    const value = times(number, scale);
    if (value === null || (sum > 0 && value >= last)) return unclear('figure_fraction', { word: text });
    sum += value;
    last = scale;
  }
  return sum;
}

/**
 * Reads a figure; null for an empty cell. `units` are the words that may stand behind it: 人 where 人次 is asked for is a
 * problem, not a detail.
 */
export function readFigure(cell: string, units: readonly string[] = []): Figure | null | Unclear {
  const text = plain(cell);
  if (EMPTY.test(text)) return null;
  const word = cell.trim().slice(0, 30);
  if (text.length > 40) return unclear('figure_form', { word });
  if (RANGE.test(text.replaceAll(' ', ''))) return unclear('figure_range', { word });
  if (VAGUE.test(text)) return unclear('figure_vague', { word });
  const joined = text.replace(GROUPED, (group) => group.replace(/[ ,']/g, ''));
  if (/\d[ ,']+\d/.test(joined)) return unclear('figure_groups', { word });
  const [, before, number = '', over, scale = '', later, unit = '', after] =
    SHAPE.exec(joined.replaceAll(' ', '')) ?? [];
  if (!number) return unclear('figure_form', { word });
  if (scale && /[万亿]$/.test(number) && scale === '万') return unclear('figure_parts', { word });
  const value = readNumber(number + scale);
  if (isUnclear(value)) return { ...value, params: { word } };
  const said = new Set<Qualifier>([
    ...(before ? [BEFORE[before] ?? 'over'] : []),
    ...(over || later || after ? (['over'] as const) : []),
  ]);
  if (said.size > 1) return unclear('figure_two', { word });
  if (value > REGISTER_LIMITS.number) return unclear('figure_large', { word, most: REGISTER_LIMITS.number });
  const bad = unitProblem(unit, units);
  if (bad) return unclear(bad, { word, unit: units[0] ?? '' });
  return { value, qualifier: [...said][0] ?? 'exact' };
}

const lower = (text: string) => plain(text).replaceAll(' ', '').toLowerCase();

/** Words that count the same: persons are 人, 名 or 位, but never 人次. */
const SAME = [
  ['人', '名', '位'],
  ['场', '场次'],
];

function unitProblem(unit: string, units: readonly string[]): string | null {
  if (!unit) return null;
  const known = units.map(lower);
  const same = SAME.find((all) => all.some((one) => known.includes(one))) ?? [];
  return [...known, ...same].includes(lower(unit)) ? null : 'figure_unit';
}

/** The figure as a cell that `readFigure` reads again. */
export function writeFigure({ value, qualifier }: Figure): string {
  const form = { exact: '', over: '余', nearly: '近', passed: '突破', mixed: '约' }[qualifier];
  return qualifier === 'over' ? `${value}${form}` : `${form}${value}`;
}

/** Sum of figures: all exact → exact; exact and one sort of others → that one; several sorts → mixed. */
export function addFigures(figures: readonly Figure[]): Figure {
  const sorts = [...new Set(figures.map(({ qualifier }) => qualifier))].filter((one) => one !== 'exact');
  return {
    value: figures.reduce((sum, { value }) => sum + value, 0),
    qualifier: sorts.length > 1 ? 'mixed' : (sorts[0] ?? 'exact'),
  };
}
