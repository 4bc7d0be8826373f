import type { RegisterType } from '../../contract/registers.ts';
import { writeSheets } from '../exchange/xlsx-write.ts';
import { type Column, columnsOf, headingOf } from './columns.ts';
import { choicesOf } from './entry.ts';
import type { Surroundings } from './types.ts';

/** Words of the template that are not the type's own. */
export interface TemplateWords {
  sheet: string;
  help_sheet: string;
  known_sheet: string;
  help: readonly string[];
  place: string;
  code: string;
}

/** What an office fills in: an empty list, how to fill it in, and the words that places and choices know. */
export function writeRegisterTemplate(
  type: RegisterType,
  around: Surroundings,
  words: TemplateWords,
  english: boolean,
): Uint8Array {
  const columns = columnsOf(type);
  const choosing = columns.filter(
    (column): column is Column & { part: 'field' } => column.part === 'field' && /^choice/.test(column.field.kind),
  );
  const name = (names: readonly string[]) => (english ? (names.at(-1) ?? '') : (names[0] ?? ''));
  const lists = [
    [words.place, ...around.places.map(({ names }) => name(names))],
    [words.code, ...around.places.map(({ code }) => code)],
    ...choosing.map((column) => [
      headingOf(column, english).replace('*', ''),
      ...choicesOf(column, around).map(({ names }) => name(names)),
    ]),
  ];
  const rows = Array.from({ length: Math.max(...lists.map((list) => list.length)) }, (_, i) =>
    lists.map((list) => list[i] ?? ''),
  );
  return writeSheets([
    { name: words.sheet, rows: [columns.map((column) => headingOf(column, english))] },
    { name: words.help_sheet, rows: [[words.help_sheet], ...words.help.map((line) => [line])] },
    { name: words.known_sheet, rows },
  ]);
}
