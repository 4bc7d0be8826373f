/**
 * Workbooks, read as a stream: inflated piece by piece against the budget, parsed piece by piece, only texts kept. (Ready
 * readers inflate everything first, in workers made of blob: addresses that the page's policy forbids, and give up the
 * whole workbook for one bad cell.)
 */
import { LIMITS } from './limits.ts';
import { Refused } from './problem.ts';
import { type BadCell, findHeader, readTable, type TableRow } from './table.ts';
import type { ReadOptions, ReadResult } from './types.ts';
import { type Book, readBook, unescapeCell } from './xlsx-book.ts';
import { xmlReader } from './xml.ts';
import { openZip, type Zip } from './zip.ts';

/** Reads questions from a workbook. */
export function readXlsx(bytes: Uint8Array, options: Partial<ReadOptions> = {}): ReadResult {
  const { rows, bad } = readWorkbook(bytes, (first) => findHeader(first) !== null);
  return readTable('xlsx', rows, options, bad);
}

/** Rows of the first visible sheet in which `isHeader` knows a header, else of the first one. */
export function readWorkbook(bytes: Uint8Array, isHeader: (rows: TableRow[]) => boolean): Cells {
  const zip = openZip(bytes);
  const book = readBook(zip);
  const shared = book.strings ? sharedStrings(zip, book.strings) : [];
  let first: Cells | null = null;
  for (const sheet of book.sheets) {
    const read = readCells(zip, sheet, book, shared);
    if (isHeader(read.rows)) return read;
    first ??= read;
  }
  return first ?? { rows: [], bad: [] };
}

interface Cells {
  rows: TableRow[];
  bad: BadCell[];
}

function streamXml(zip: Zip, name: string, events: Parameters<typeof xmlReader>[0]): boolean {
  const reader = xmlReader(events, name);
  const decoder = new TextDecoder();
  // The parser is quick with long pieces and slow with many.
  let waiting = '';
  const found = zip.stream(name, (piece) => {
    waiting += decoder.decode(piece, { stream: true });
    if (waiting.length < 65_536) return;
    reader.write(waiting);
    waiting = '';
  });
  if (found) {
    reader.write(waiting);
    reader.end();
  }
  return found;
}

/** The table of texts that cells point into; phonetic guides are not text of the cell. */
function sharedStrings(zip: Zip, name: string): string[] {
  const strings: string[] = [];
  let parts: string[] | null = null;
  let reading = false;
  let guide = 0;
  streamXml(zip, name, {
    open: (tag) => {
      if (tag === 'si') parts = [];
      else if (tag === 'rPh') guide++;
      else if (tag === 't') reading = guide === 0;
      if (strings.length > LIMITS.cells) throw new Refused('too_many_cells', { most: LIMITS.cells });
    },
    close: (tag) => {
      if (tag === 't') reading = false;
      else if (tag === 'rPh') guide--;
      else if (tag === 'si') {
        strings.push(unescapeCell((parts ?? []).join('')));
        parts = null;
      }
    },
    text: (text) => {
      if (reading) parts?.push(text);
    },
  });
  return strings;
}

interface Cell {
  column: number;
  type: string;
  style: number;
  formula: boolean;
  value: string;
}

function readCells(zip: Zip, name: string, book: Book, shared: string[]): Cells {
  const rows: TableRow[] = [];
  const bad: BadCell[] = [];
  let row: TableRow = { at: 0, cells: [] };
  let cell: Cell | null = null;
  let reading = false;
  let guide = 0;
  let count = 0;
  streamXml(zip, name, {
    open: (tag, attributes) => {
      if (tag === 'row') row = { at: Number(attributes.r) || row.at + 1, cells: [] };
      else if (tag === 'c') {
        if (++count > LIMITS.cells) throw new Refused('too_many_cells', { most: LIMITS.cells });
        const column = attributes.r ? columnNumber(attributes.r) : row.cells.length;
        cell = { column, type: attributes.t ?? 'n', style: Number(attributes.s), formula: false, value: '' };
      } else if (tag === 'f' && cell) cell.formula = true;
      else if (tag === 'rPh') guide++;
      else if (tag === 'v' || tag === 't') reading = cell !== null && guide === 0;
    },
    text: (text) => {
      if (reading && cell) cell.value += text;
    },
    close: (tag) => {
      if (tag === 'v' || tag === 't') reading = false;
      else if (tag === 'rPh') guide--;
      else if (tag === 'c' && cell) {
        put(cell);
        cell = null;
      } else if (tag === 'row' && row.cells.length) {
        if (rows.length > LIMITS.rows + 20) throw new Refused('too_many_rows', { most: LIMITS.rows });
        rows.push({ at: row.at, cells: Array.from(row.cells, (text) => text ?? '') });
      }
    },
  });
  return { rows, bad };

  function put({ column, type, style, formula, value }: Cell): void {
    if (!formula && type !== 'e' && value === '') return;
    if (column >= LIMITS.columns) throw new Refused('too_many_columns', { most: LIMITS.columns, row: row.at });
    if (formula || type === 'e') {
      // A formula's stored result is whatever the last program put there: it is never taken for what the editor sees.
      if (bad.length < LIMITS.rows) bad.push({ at: row.at, column, code: formula ? 'formula' : 'cell_error' });
      return;
    }
    row.cells[column] = textOf(type, value, book.dates.has(style));
  }
  function textOf(type: string, value: string, isDate: boolean): string {
    if (type === 's') return shared[Number(value)] ?? '';
    if (type === 'inlineStr' || type === 'str') return unescapeCell(value);
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    if (type === 'd') return value.slice(0, 10);
    const number = Number(value);
    if (!Number.isFinite(number)) return '';
    return isDate ? serialDay(number, book.from1904) : String(number);
  }
}

/** “C5” → 2. An address that is none counts as far to the right. */
function columnNumber(address: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,7}/i.exec(address)?.[0].toUpperCase() ?? 'ZZZZ')
    column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** Day number of a spreadsheet as ISO; Excel believes that 1900-02-29 was a day. */
function serialDay(serial: number, from1904: boolean): string {
  const days = Math.floor(serial) + (from1904 ? 1462 : 0);
  const day = new Date((days - 25_569) * 86_400_000);
  return Number.isNaN(day.getTime()) ? '' : day.toISOString().slice(0, 10);
}
