import { answerOf, TookTooLong } from '../../exchange/worker.ts';
import { ICS_LIMITS, type IcsRead, type IcsRefusal } from './types.ts';

export interface IcsTask {
  bytes: Uint8Array;
  today: string;
}

const refused = (rule: IcsRefusal, text = ''): IcsRead => ({
  name: '',
  events: [],
  problems: [{ line: 1, rule, text }],
  found: 0,
});

/** Reads a file that somebody chose. Rejects only when `signal` says that it is not wanted any more. */
export async function readFile(file: File, today: string, signal: AbortSignal): Promise<IcsRead> {
  if (file.size > ICS_LIMITS.bytes) return refused('file_too_large', `${(file.size / 1024 / 1024).toFixed(1)} MB`);
  try {
    const task: IcsTask = { bytes: new Uint8Array(await file.arrayBuffer()), today };
    const worker = new Worker(new URL('./ics.worker.ts', import.meta.url), { type: 'module' });
    return await answerOf<IcsRead>(worker, task, ICS_LIMITS.milliseconds, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    return refused(error instanceof TookTooLong ? 'took_too_long' : 'unreadable', file.name.slice(0, 60));
  }
}
