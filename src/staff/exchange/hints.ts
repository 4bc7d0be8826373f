import { lintQuestion } from '../../exercise/editor-lint.ts';
import type { ReadQuestion } from '../../exercise/exchange/types.ts';
import type { Hint } from './messages.ts';

/** Told by the reader or the server already. */
const TOLD = [
  'no_facts',
  'no_validity',
  'no_source',
  'no_explanation',
  'no_stem',
  'bad_answer',
  'all_right',
  'validity_order',
];

/** Questions of a file that the lint looks at: reading has little time, and one corrects the first before the last. */
const MOST = 3_000;

/** The editor's lint over questions that were read. */
export const hintsOf = (questions: ReadQuestion[]): Hint[] =>
  questions.slice(0, MOST).flatMap(({ draft, row, where }) =>
    lintQuestion(draft)
      .filter(({ rule }) => !TOLD.includes(rule))
      .map(({ field, locale, rule }) => ({ row, where, field: locale ? `${field}.${locale}` : field, rule })),
  );
