import type { Format, ReadOptions, ReadResult, WriteResult } from '../../exercise/exchange/types.ts';
import type { QuestionDraft } from '../../exercise/sheet.ts';

/** What the worker is asked, and what it answers. */
export type Task =
  | { do: 'read'; bytes: Uint8Array; name: string; options: ReadOptions }
  | { do: 'write'; format: Format; questions: QuestionDraft[] }
  | { do: 'template'; columns: 'simple' | 'full'; note: string; help: string[] };
export interface Answers {
  read: ReadResult;
  write: WriteResult;
  template: Uint8Array;
}
