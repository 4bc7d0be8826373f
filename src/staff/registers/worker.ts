import type { RegisterType } from '../../contract/registers.ts';
import type { TemplateWords } from '../../exercise/register/template.ts';
import { REGISTER_LIMITS, type RegisterRead, type Surroundings } from '../../exercise/register/types.ts';
import { answerOf, TookTooLong } from '../exchange/worker.ts';

export type RegisterTask =
  | { do: 'read'; bytes: Uint8Array; name: string; type: RegisterType; around: Surroundings }
  | { do: 'template'; type: RegisterType; around: Surroundings; words: TemplateWords; english: boolean };

const run = <T>(task: RegisterTask, signal?: AbortSignal) =>
  answerOf<T>(
    new Worker(new URL('./register.worker.ts', import.meta.url), { type: 'module' }),
    task,
    REGISTER_LIMITS.milliseconds,
    signal,
  );

const refused = (code: string, params: Record<string, string | number> = {}): RegisterRead => ({
  format: null,
  rows: [],
  problems: [{ row: 0, column: '', code, params, level: 'error' }],
  found: 0,
});

/** Reads a file that somebody chose. Rejects only when `signal` says that it is not wanted any more. */
export async function readFile(
  file: File,
  type: RegisterType,
  around: Surroundings,
  signal: AbortSignal,
): Promise<RegisterRead> {
  const megabytes = (bytes: number) => Math.ceil((bytes / 1024 / 1024) * 10) / 10;
  if (file.size > REGISTER_LIMITS.bytes)
    return refused('file_too_large', { size: megabytes(file.size), most: megabytes(REGISTER_LIMITS.bytes) });
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return await run<RegisterRead>({ do: 'read', bytes, name: file.name, type, around }, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    if (error instanceof TookTooLong) return refused('took_too_long', { seconds: REGISTER_LIMITS.milliseconds / 1000 });
    return refused('unreadable', { format: file.name.slice(0, 60) });
  }
}

/** The template as a workbook. */
export const writeTemplate = (type: RegisterType, around: Surroundings, words: TemplateWords, english: boolean) =>
  run<Uint8Array>({ do: 'template', type, around, words, english });
