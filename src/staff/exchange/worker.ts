import { LIMITS } from '../../exercise/exchange/limits.ts';
import { problem } from '../../exercise/exchange/problem.ts';
import type { Format, ReadOptions, WriteResult } from '../../exercise/exchange/types.ts';
import type { QuestionDraft } from '../../exercise/sheet.ts';
import type { Answers, Reading, Task } from './messages.ts';

/** Long exports are the office's own data: they get more time than a file from anywhere. */
const WRITE_MS = 60_000;
export class TookTooLong extends Error {}

/** A worker's answer to one task. It is ended when it has answered, failed, taken too long, or is not wanted any more. */
export function answerOf<T>(worker: Worker, task: unknown, milliseconds: number, signal?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', aborted);
      worker.terminate();
      settle();
    };
    const aborted = () => end(() => reject(new DOMException('', 'AbortError')));
    const timer = setTimeout(() => end(() => reject(new TookTooLong())), milliseconds);
    signal?.addEventListener('abort', aborted);
    worker.onmessage = ({ data }) => end(() => resolve(data));
    worker.onerror = (event) => end(() => reject(new Error(event.message || 'worker')));
    worker.postMessage(task);
  });
}

const run = <T extends Task>(task: T, milliseconds: number, signal?: AbortSignal) =>
  answerOf<Answers[T['do']]>(
    new Worker(new URL('./parse.worker.ts', import.meta.url), { type: 'module' }),
    task,
    milliseconds,
    signal,
  );

/** Reads a file that somebody chose. Rejects only when `signal` says that it is not wanted any more. */
export async function readFile(file: File, options: ReadOptions, signal?: AbortSignal): Promise<Reading> {
  const refused = (...[code, params]: [Parameters<typeof problem>[2], Record<string, string | number>?]): Reading => ({
    format: null,
    questions: [],
    problems: [problem(0, '', code, params)],
    found: 0,
    hints: [],
  });
  if (file.size > LIMITS.bytes)
    return refused('file_too_large', { size: (file.size / 1024 / 1024).toFixed(1), most: LIMITS.bytes / 1024 / 1024 });
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return await run({ do: 'read', bytes, name: file.name, options }, LIMITS.milliseconds, signal);
  } catch (error) {
    if (signal?.aborted) throw error;
    if (error instanceof TookTooLong) return refused('took_too_long', { seconds: LIMITS.milliseconds / 1000 });
    return refused('unreadable', { format: '' });
  }
}

/** Questions as files of a format. */
export const writeFiles = (format: Format, questions: QuestionDraft[]): Promise<WriteResult> =>
  run({ do: 'write', format, questions }, WRITE_MS);

/** The template as a workbook. */
export const writeTemplateFile = (columns: 'simple' | 'full', note: string, help: string[]): Promise<Uint8Array> =>
  run({ do: 'template', columns, note, help }, WRITE_MS);
