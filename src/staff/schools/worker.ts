import { type County, ROSTER_LIMITS, type RosterRead } from '../../exercise/roster/types.ts';
import { answerOf, TookTooLong } from '../exchange/worker.ts';

export type RosterTask =
  | { do: 'read'; bytes: Uint8Array; name: string; counties: County[] }
  | { do: 'template'; counties: County[]; help: string[] };

const run = <T>(task: RosterTask, signal?: AbortSignal) =>
  answerOf<T>(
    new Worker(new URL('./roster.worker.ts', import.meta.url), { type: 'module' }),
    task,
    ROSTER_LIMITS.milliseconds,
    signal,
  );

const refused = (code: string, params: Record<string, string | number> = {}): RosterRead => ({
  format: null,
  rows: [],
  problems: [{ row: 0, column: '', code, params, level: 'error' }],
  found: 0,
});

/** Reads a file that somebody chose. Rejects only when `signal` says that it is not wanted any more. */
export async function readFile(file: File, counties: County[], signal: AbortSignal): Promise<RosterRead> {
  const megabytes = (bytes: number) => Math.ceil((bytes / 1024 / 1024) * 10) / 10;
  if (file.size > ROSTER_LIMITS.bytes)
    return refused('file_too_large', { size: megabytes(file.size), most: megabytes(ROSTER_LIMITS.bytes) });
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return await run<RosterRead>({ do: 'read', bytes, name: file.name, counties }, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    if (error instanceof TookTooLong) return refused('took_too_long', { seconds: ROSTER_LIMITS.milliseconds / 1000 });
    return refused('unreadable', { format: file.name.slice(0, 60) });
  }
}

/** The template as a workbook. */
export const writeTemplate = (counties: County[], help: string[]) =>
  run<Uint8Array>({ do: 'template', counties, help });
