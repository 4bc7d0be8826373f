/** Reads a roster from a workbook, separated text or a OneRoster package. */
import { readCells } from '../exchange/csv.ts';
import { LIMITS } from '../exchange/limits.ts';
import { Refused as FileRefused } from '../exchange/problem.ts';
import { decode } from '../exchange/text.ts';
import { readWorkbook } from '../exchange/xlsx-read.ts';
import { isZip, openZip } from '../exchange/zip.ts';
import { openOneRoster, readOneRoster } from './one-roster.ts';
import { Refused } from './refused.ts';
import { findHeader, problem, readRows } from './rows.ts';
import { type County, ROSTER_LIMITS, type RosterRead } from './types.ts';

/** Reads a file of any of the formats. Never throws: what is wrong with the file as a whole is a problem of row 0. */
export function readRoster(bytes: Uint8Array, name: string, counties: readonly County[]): RosterRead {
  let format: RosterRead['format'] = null;
  try {
    if (!bytes.length) throw new Refused('file_empty');
    format = formatOf(bytes, name);
    // A package of a whole city is large; a list of schools is not.
    const most: number = format === 'oneroster' ? ROSTER_LIMITS.bytes : LIMITS.bytes * 4;
    if (bytes.length > most)
      throw new Refused('file_too_large', { size: (bytes.length / 1024 / 1024).toFixed(1), most: most / 1024 / 1024 });
    if (format === 'oneroster') return { format, ...readOneRoster(openOneRoster(bytes), counties) };
    const isHeader = (rows: Parameters<typeof findHeader>[0]) => findHeader(rows) !== null;
    if (format === 'xlsx') {
      const { rows, bad } = readWorkbook(bytes, isHeader);
      return { format, ...readRows(rows, counties, { bad }) };
    }
    const { rows, broken } = readCells(decode(bytes), isHeader);
    return { format, ...readRows(rows, counties, { broken }) };
  } catch (error) {
    const refused =
      error instanceof Refused || error instanceof FileRefused
        ? error
        : new Refused('unreadable', { format: name.slice(0, 60) });
    return { format, rows: [], problems: [problem(0, '', refused.code, refused.params)], found: 0 };
  }
}

/** Content decides, not the name: exports are often renamed. */
function formatOf(bytes: Uint8Array, name: string): 'xlsx' | 'csv' | 'oneroster' {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) throw new Refused('old_excel');
  if (!isZip(bytes)) {
    if (/^\s*</.test(new TextDecoder().decode(bytes.subarray(0, 200)))) throw new Refused('unknown_format');
    return 'csv';
  }
  // Only names are looked at here.
  const { names } = openZip(bytes, { wanted: (path) => /(^|\/)(workbook\.xml|orgs\.csv)$/i.test(path) });
  if (names.some((path) => /workbook\.xml$/i.test(path))) return 'xlsx';
  if (names.length) return 'oneroster';
  throw new Refused(/\.xls/i.test(name) ? 'unreadable' : 'unknown_format', { format: 'Excel' });
}
