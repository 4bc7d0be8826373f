import { fill } from '../../ui/fill.ts';

/**
 * What can be wrong with a file for exchange. Each code has its sentence in the words of the console's area
 * `console_exchange` as `p_<code>`; `params` fill it.
 */
export const PROBLEMS = [
  // the file as a whole
  'file_too_large',
  'file_empty',
  'unknown_format',
  'old_excel',
  'bad_encoding',
  'took_too_long',
  'unreadable',
  'too_many_rows',
  'too_many_columns',
  'too_many_cells',
  'no_header',
  'nothing_found',
  'zip_broken',
  'zip_entries',
  'zip_inflated',
  'zip_nested',
  'zip_name',
  'zip_locked',
  'xml_broken',
  'xml_doctype',
  'xml_depth',
  'no_manifest',
  // a row or an item
  'one_of',
  'two_options',
  'gap_in_options',
  'too_many_options',
  'unknown_stage',
  'code_form',
  'empty',
  'two_boxes',
  'answer_judge',
  'answer_sort',
  'answer_letters',
  'answer_single',
  'answer_multiple',
  'answer_all',
  'number_range',
  'date_form',
  'same_code',
  'same_stem',
  'too_long',
  'bad_quotes',
  'formula',
  'cell_error',
  'no_kp',
  'not_supported',
  'has_files',
  'no_right_option',
  'syntax',
  // worth knowing; the question is taken
  'unknown_column',
  'partial_credit',
  'option_feedback',
  'pictures_left_out',
] as const;
export type ProblemCode = (typeof PROBLEMS)[number];
const NOTES: readonly ProblemCode[] = ['unknown_column', 'partial_credit', 'option_feedback', 'pictures_left_out'];

export interface Problem {
  /** row of the sheet (the header counts) or line of the file; 0: the file as a whole */
  row: number;
  /** column of the template or name of the field; empty: the whole item */
  column: string;
  code: ProblemCode;
  params: Record<string, string | number>;
  /** file inside a package, or the item's own name */
  where?: string;
  /** a note leaves the question in */
  level: 'error' | 'note';
}

export const problem = (
  row: number,
  column: string,
  code: ProblemCode,
  params: Problem['params'] = {},
  where = '',
): Problem => ({
  row,
  column,
  code,
  params,
  ...(where ? { where } : {}),
  level: NOTES.includes(code) ? 'note' : 'error',
});

/** The problem as a sentence, by the words of area `console_exchange`. */
export const sayProblem = ({ code, params }: Pick<Problem, 'code' | 'params'>, words: object): string =>
  fill((words as Record<string, string>)[`p_${code}`] ?? code, params);

/** The whole file is refused: nothing of it is read. */
export class Refused extends Error {
  readonly code: ProblemCode;
  readonly params: Problem['params'];
  readonly row: number;
  constructor(code: ProblemCode, params: Problem['params'] = {}, row = 0) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = 'Refused';
    this.code = code;
    this.params = params;
    this.row = row;
  }
}
