import { Refused } from './problem.ts';
import { eachElement } from './xml.ts';
import type { Zip } from './zip.ts';

/** What a workbook says before its sheets are read. */
export interface Book {
  /** files of the visible sheets, in order */
  sheets: string[];
  strings: string | null;
  /** cell styles that show a number as a day */
  dates: ReadonlySet<number>;
  from1904: boolean;
}

/** Day formats that every Excel has under a number; those from 27 on are East Asian. */
const DAYS = [14, 15, 16, 17, 22, ...range(27, 36), ...range(50, 58)];

export function readBook(zip: Zip): Book {
  const path = zip.names.find((name) => /(^|\/)workbook\.xml$/i.test(name));
  const text = path && zip.text(path);
  if (!text || !path) throw new Refused('unreadable', { format: 'Excel' });
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const targets = new Map<string, { type: string; file: string }>();
  const rels = zip.text(`${folder}_rels/workbook.xml.rels`) ?? '<Relationships/>';
  eachElement(rels, ['Relationship'], ({ attributes: { Id = '', Type = '', Target = '' } }) => {
    targets.set(Id, {
      type: Type.split('/').at(-1) ?? '',
      file: Target.startsWith('/') ? Target.slice(1) : folder + Target,
    });
  });
  const sheets: string[] = [];
  let from1904 = false;
  eachElement(text, ['sheet', 'workbookPr'], ({ name, attributes }) => {
    if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
    const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1];
    const file = targets.get(id ?? '')?.file;
    if (name === 'sheet' && file && !attributes.state?.toLowerCase().includes('hidden')) sheets.push(file);
  });
  const byType = (type: string) => [...targets.values()].find((target) => target.type === type)?.file ?? null;
  return { sheets, strings: byType('sharedStrings'), dates: dateStyles(zip, byType('styles')), from1904 };
}

function dateStyles(zip: Zip, file: string | null): ReadonlySet<number> {
  const text = file && zip.text(file);
  const dates = new Set<number>();
  if (!text || !file) return dates;
  const formats = new Set(DAYS);
  let index = 0;
  eachElement(
    text,
    ['numFmt', 'cellXfs'],
    ({ name, attributes, children }) => {
      if (name === 'numFmt' && isDay(attributes.formatCode ?? '')) formats.add(Number(attributes.numFmtId));
      if (name !== 'cellXfs') return;
      for (const child of children) {
        if (typeof child === 'string' || child.name !== 'xf') continue;
        if (formats.has(Number(child.attributes.numFmtId))) dates.add(index);
        index++;
      }
    },
    file,
  );
  return dates;
}

/** Texts in quotes, colours and conditions in brackets say nothing about days. */
const isDay = (format: string): boolean => /[yd]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));

/** `_x000D_` and its like stand for characters that XML cannot hold. */
export const unescapeCell = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
