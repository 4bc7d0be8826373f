/** Every format for exchanging questions, behind two functions: `readQuestions` and `writeQuestions`. */
import type { QuestionDraft } from '../sheet.ts';
import { fitsAiken, readAiken, writeAiken } from './aiken.ts';
import { readCsv, writeCsv } from './csv.ts';
import { readGift } from './gift.ts';
import { writeGift } from './gift-write.ts';
import { isChoice } from './item.ts';
import { LIMITS } from './limits.ts';
import { readMoodle } from './moodle.ts';
import { writeMoodle } from './moodle-write.ts';
import { problem, Refused } from './problem.ts';
import { readQti } from './qti.ts';
import { writeQti } from './qti-write.ts';
import { decode } from './text.ts';
import type { Format, ReadOptions, ReadResult, WriteResult } from './types.ts';
import { readXlsx } from './xlsx-read.ts';
import { writeXlsx } from './xlsx-write.ts';
import { isZip, openZip } from './zip.ts';

export { LIMITS } from './limits.ts';
export * from './problem.ts';
export * from './types.ts';

const READERS: Record<Format, (bytes: Uint8Array, options: ReadOptions) => ReadResult> = {
  xlsx: readXlsx,
  csv: readCsv,
  gift: readGift,
  aiken: readAiken,
  moodle: readMoodle,
  qti3: readQti,
  qti21: readQti,
};

/** Reads a file of any of the formats. Never throws: what is wrong with the file as a whole is a problem of row 0. */
export function readQuestions(bytes: Uint8Array, name: string, options: ReadOptions): ReadResult {
  let format: Format | null = null;
  try {
    if (!bytes.length) throw new Refused('file_empty');
    const megabytes = (bytes.length / 1024 / 1024).toFixed(1);
    if (bytes.length > LIMITS.bytes)
      throw new Refused('file_too_large', { size: megabytes, most: LIMITS.bytes / 1024 / 1024 });
    format = formatOf(bytes, name);
    const result = READERS[format](bytes, options);
    if (result.found > LIMITS.rows) throw new Refused('too_many_rows', { most: LIMITS.rows });
    if (!result.found && !result.problems.length) throw new Refused('nothing_found');
    return result;
  } catch (error) {
    const refused = error instanceof Refused ? error : new Refused('unreadable', { format: format ?? '' });
    return { format, questions: [], problems: [problem(0, '', refused.code, refused.params)], found: 0 };
  }
}

/** Content decides before the file's name does: exports are often renamed. */
export function formatOf(bytes: Uint8Array, name: string): Format {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) throw new Refused('old_excel');
  if (isZip(bytes)) {
    const { names } = openZip(bytes);
    if (names.some((file) => /(^|\/)workbook\.xml$/i.test(file))) return 'xlsx';
    if (names.some((file) => /(^|\/)imsmanifest\.xml$/i.test(file))) return 'qti3';
    throw new Refused(/\.xls/i.test(name) ? 'unreadable' : 'no_manifest', { format: 'Excel' });
  }
  const text = decode(bytes);
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const start = text.slice(0, 4000).trimStart();
  if (/^<\?xml|^<(quiz|assessmentItem|qti-assessment-item|!DOCTYPE|!--)/i.test(start)) {
    if (/<(\w+:)?(qti-assessment-item|assessmentItem)\b/.test(text)) return 'qti3';
    return 'moodle';
  }
  if (ending === 'csv' || ending === 'tsv') return 'csv';
  if (ending === 'gift') return 'gift';
  if (/^\s*ANSWER\s*:\s*[A-Z]\s*$/im.test(text)) return 'aiken';
  if (/^\s*(\/\/|::|\$CATEGORY:)/.test(start) || /\{[^{}]*\}/.test(text)) return 'gift';
  if (
    /题干|题目/.test(
      start
        .split(/\r\n?|\n/)
        .slice(0, 20)
        .join('\n'),
    )
  )
    return 'csv';
  throw new Refused('unknown_format');
}

interface Writer {
  extension: string;
  type: string;
  carries: (q: QuestionDraft) => boolean;
  write: (questions: QuestionDraft[]) => Uint8Array;
  /** most questions in one file */
  most?: number;
}
const XML = 'application/xml';
/** One entry is the manifest; the rest leaves room for the folder entries that other tools add. */
const PACKAGE = { extension: 'zip', type: 'application/zip', carries: isChoice, most: 60 };
const WRITERS: Record<Format, Writer> = {
  xlsx: {
    extension: 'xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    carries: () => true,
    write: writeXlsx,
  },
  csv: { extension: 'csv', type: 'text/csv; charset=utf-8', carries: () => true, write: writeCsv },
  gift: { extension: 'gift', type: 'text/plain; charset=utf-8', carries: isChoice, write: writeGift },
  aiken: { extension: 'txt', type: 'text/plain; charset=utf-8', carries: fitsAiken, write: writeAiken },
  moodle: { extension: 'xml', type: XML, carries: isChoice, write: writeMoodle },
  qti3: { ...PACKAGE, write: (questions) => writeQti(questions, 'qti3') },
  qti21: { ...PACKAGE, write: (questions) => writeQti(questions, 'qti21') },
};

/** Writes files that this importer takes again: several when one would pass the limits. */
export function writeQuestions(format: Format, questions: QuestionDraft[]): WriteResult {
  const { extension, type, carries, write, most = LIMITS.rows } = WRITERS[format];
  const carried = questions.filter(carries);
  const parts = (some: QuestionDraft[]): Uint8Array[] => {
    const bytes = some.length <= most ? write(some) : null;
    if (bytes && (bytes.length <= LIMITS.bytes || some.length < 2)) return [bytes];
    const half = Math.min(Math.ceil(some.length / 2), most);
    return [...parts(some.slice(0, half)), ...parts(some.slice(half))];
  };
  return {
    files: carried.length ? parts(carried) : [],
    extension,
    type,
    left_out: questions.filter((q) => !carries(q)).map(({ code }) => code),
  };
}
