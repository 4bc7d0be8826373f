/** What import and export ask of the server. All reject with `BackendError`. */
import { staffRpc } from '../../backend/staff.ts';
import type { AttemptRow } from '../../exercise/exchange/xapi.ts';
import type { QuestionDraft } from '../../exercise/sheet.ts';
import type { Filter, QuestionBody } from '../documents.ts';
import { chunksOf } from './chunks.ts';

export interface ImportRow {
  key: string;
  body: QuestionBody;
}
export interface RowProblems {
  /** place of the row in the import, from 1 */
  row: number;
  /** kept out; otherwise it only lacks what publishing asks for */
  stops: boolean;
  problems: { field: string; rule: string }[];
}
interface Checked {
  problems: RowProblems[];
  new: number;
  changed: number;
  same: number;
}
export interface Check extends Checked {
  job: string;
}
export interface Outcome {
  done: boolean;
  new?: number;
  changed?: number;
  same?: number;
  left_out: number;
}

/** The server's most rows in a call. */
export const CHUNK_ROWS = 1_000;

/** A draft as the bank stores it: its code is the document's key, and its state is not the file's to say. */
export function rowOf({ code, status: _, ...body }: QuestionDraft): ImportRow {
  return { key: code, body };
}

/** Sends all rows to an import job, which checks them and writes nothing yet. */
export async function checkRows(
  name: string,
  rows: readonly ImportRow[],
  progress: (done: number) => void,
  signal: AbortSignal,
): Promise<Check> {
  const { job } = await staffRpc<{ job: string }>('import_open', { kind: 'question', name: name.slice(-200) });
  const check: Check = { job, problems: [], new: 0, changed: 0, same: 0 };
  let start = 1;
  for (const chunk of chunksOf(rows, CHUNK_ROWS)) {
    if (signal.aborted) throw new DOMException('', 'AbortError');
    const part = await staffRpc<Checked>('import_rows', { job, start, rows: chunk });
    check.problems.push(...part.problems);
    check.new += part.new;
    check.changed += part.changed;
    check.same += part.same;
    start += chunk.length;
    progress(start - 1);
  }
  return check;
}

/** Writes the rows of a job, in one transaction. */
export const commitRows = (job: string, mode: 'all' | 'good') => staffRpc<Outcome>('import_commit', { job, mode });

/** All questions that fit a filter, with their newest words. */
export async function fetchBank(
  filter: Filter,
  progress: (done: number, total: number) => void,
): Promise<QuestionDraft[]> {
  interface Page {
    items: { key: string; status: string; live: boolean; body: QuestionBody }[];
    next: string | null;
    total: number | null;
  }
  const found: QuestionDraft[] = [];
  let after: string | null = null;
  let total = 0;
  do {
    const page: Page = await staffRpc<Page>('export_documents', { kind: 'question', filter, after, size: 200 });
    for (const { key, live, body } of page.items)
      found.push({ ...body, code: key, status: live ? 'published' : 'draft' });
    total = Math.max(page.total ?? total, found.length);
    after = page.next;
    progress(found.length, total);
  } while (after);
  return found.sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Attempts without persons, page by page. */
export async function* fetchAttempts(from_day: string, to_day: string): AsyncGenerator<AttemptRow[]> {
  let after: string | null = null;
  do {
    const page: { items: AttemptRow[]; next: string | null } = await staffRpc('export_attempts', {
      from_day,
      to_day,
      after,
      size: 1_000,
    });
    yield page.items;
    after = page.next;
  } while (after);
}
