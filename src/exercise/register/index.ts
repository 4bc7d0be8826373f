/** Reads entries of a register from a workbook or separated text. */
import type { RegisterType } from '../../contract/registers.ts';
import { readCells } from '../exchange/csv.ts';
import { Refused as FileRefused } from '../exchange/problem.ts';
import type { TableRow } from '../exchange/table.ts';
import { decode } from '../exchange/text.ts';
import { readWorkbook } from '../exchange/xlsx-read.ts';
import { isZip } from '../exchange/zip.ts';
import { Refused } from '../roster/refused.ts';
import { columnsOf } from './columns.ts';
import { findHeader, problem, readRows } from './rows.ts';
import { REGISTER_LIMITS, type RegisterRead, type Surroundings } from './types.ts';

/** Reads a file. Never throws: what is wrong with the file as a whole is a problem of row 0. */
export function readRegister(bytes: Uint8Array, name: string, type: RegisterType, around: Surroundings): RegisterRead {
  let format: RegisterRead['format'] = null;
  try {
    if (!bytes.length) throw new Refused('file_empty');
    if (bytes.length > REGISTER_LIMITS.bytes)
      throw new Refused('file_too_large', {
        size: (bytes.length / 1024 / 1024).toFixed(1),
        most: REGISTER_LIMITS.bytes / 1024 / 1024,
      });
    format = formatOf(bytes);
    const columns = columnsOf(type);
    const isHeader = (rows: TableRow[]) => findHeader(rows, columns) !== null;
    if (format === 'xlsx') {
      const { rows, bad } = readWorkbook(bytes, isHeader);
      return { format, ...readRows(rows, type, around, { bad }) };
    }
    const { rows, broken } = readCells(decode(bytes), isHeader);
    return { format, ...readRows(rows, type, around, { broken }) };
  } catch (error) {
    const refused =
      error instanceof Refused || error instanceof FileRefused
        ? error
        : new Refused('unreadable', { format: name.slice(0, 60) });
    // 10,000 rows is the limit of sheets as such; of registers it is half as many.
    const params = refused.code === 'too_many_rows' ? { most: REGISTER_LIMITS.rows } : refused.params;
    return { format, rows: [], problems: [problem(0, '', refused.code, params)], found: 0 };
  }
}

/** Content decides, not the name: exports are often renamed. */
function formatOf(bytes: Uint8Array): 'xlsx' | 'csv' {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) throw new Refused('old_excel');
  if (isZip(bytes)) return 'xlsx';
  if (/^\s*</.test(new TextDecoder().decode(bytes.subarray(0, 200)))) throw new Refused('unknown_format');
  return 'csv';
}
