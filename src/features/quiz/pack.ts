import type { Question, QuestionOption } from '../../contract/content.ts';

/** A question as it travels in the page: options without pictures as plain texts, their letters being their order. */
export interface PackedQuestion extends Omit<Question, 'options'> {
  options: (string | QuestionOption)[];
}

export const pack = (question: Question): PackedQuestion => ({
  ...question,
  options: question.options.map((option) => (option.picture ? option : option.text)),
});

export const unpack = (question: PackedQuestion): Question => ({
  ...question,
  options: question.options.map((option, i) =>
    typeof option === 'string' ? { letter: String.fromCharCode(65 + i), text: option } : option,
  ),
});
