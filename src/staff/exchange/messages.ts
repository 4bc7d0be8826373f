import type { Format, ReadOptions, ReadResult, WriteResult } from '../../exercise/exchange/types.ts';
import type { QuestionDraft } from '../../exercise/sheet.ts';

/** What the worker is asked, and what it answers. */
export type Task =
  | { do: 'read'; bytes: Uint8Array; name: string; options: ReadOptions }
  | { do: 'write'; format: Format; questions: QuestionDraft[] }
  | { do: 'template'; columns: 'simple' | 'full'; note: string; help: string[] };
export interface Answers {
  read: Reading;
  write: WriteResult;
  template: Uint8Array;
}

/** What the editor's lint says about a question that was read: it comes in, and is corrected before it is published. */
export interface Hint {
  row: number;
  where: string;
  /** of the body: stem, option.B, explanation; with the language as the server writes it */
  field: string;
  rule: string;
}
export interface Reading extends ReadResult {
  hints: Hint[];
}
