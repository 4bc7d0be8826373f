/** A register as a file that the import reads again: the template's columns, figures with their qualifiers. */
import Papa from 'papaparse';
import type { RegisterType } from '../../contract/registers.ts';
import type { Words } from '../../contract/trails.ts';
import { guard } from '../../exercise/exchange/csv.ts';
import { type Column, columnsOf, headingOf } from '../../exercise/register/columns.ts';
import { writeFigure } from '../../exercise/register/figure.ts';
import type { EntryRow } from './calls.ts';

/** UTF-8 with its mark, CRLF, nothing that a spreadsheet would run. */
export const csvBytes = (fields: string[], data: string[][]): Uint8Array =>
  new TextEncoder().encode(
    `\uFEFF${Papa.unparse({ fields, data: data.map((cells) => cells.map(guard)) }, { newline: '\r\n' })}\r\n`,
  );

/** Entries with where their figures come from. Words are those of the file's language, which choices are read in again. */
export function writeEntries(
  type: RegisterType,
  rows: readonly EntryRow[],
  choices: Readonly<Record<string, readonly EntryRow[]>>,
  english: boolean,
): Uint8Array {
  const columns = columnsOf(type);
  const own = (words: Words | undefined) => (english ? words?.en : undefined) ?? words?.['zh-Hans'] ?? '';
  const nameOf = (column: Column & { part: 'field' }, key: string) =>
    own(
      column.field.of
        ? choices[column.field.of]?.find((one) => one.key === key)?.title
        : column.field.options?.find((one) => one.key === key)?.name,
    ) || key;
  const cell = (column: Column, row: EntryRow): string => {
    switch (column.part) {
      case 'title':
        return row.title[column.locale ?? 'zh-Hans'] ?? '';
      case 'place':
        return row.place;
      case 'number':
        return writeFigure(row.number);
      case 'measure': {
        const figure = row.measures[column.measure.name];
        return figure ? writeFigure(figure) : '';
      }
      case 'field': {
        const value = row.fields[column.field.name];
        if (value === undefined || value === null) return '';
        if (column.field.kind === 'words') return (value as Words)[column.locale ?? 'zh-Hans'] ?? '';
        if (column.field.kind === 'flag') return value ? (english ? 'yes' : '是') : english ? 'no' : '否';
        if (column.field.kind === 'choice') return nameOf(column, `${value}`);
        if (column.field.kind === 'choices') return (value as string[]).map((key) => nameOf(column, key)).join('、');
        return Array.isArray(value) ? value.join(', ') : `${value}`;
      }
      default:
        return row[column.part] ?? '';
    }
  };
  const more = english ? ['Source', 'As of', 'Signed by'] : ['来源', '截至', '签字人'];
  return csvBytes(
    [...columns.map((column) => headingOf(column, english)), ...more],
    rows.map((row) => [...columns.map((column) => cell(column, row)), row.source, row.as_of, row.signed_by]),
  );
}
