/** The words that the player needs, by their keys in i18n's area `quiz`; pages hand them over as props. */
export const PLAYER_WORDS = [
  'progress',
  'exit',
  'choose_one',
  'choose_many',
  'choose_judge',
  'choose_sort',
  'true',
  'false',
  'right_choice',
  'your_choice',
  'not_stored',
  'finish',
  'next',
  'submit_many',
  'noted',
  'delivered',
  'more',
] as const;
/** What only practice says: forms and contests tell nobody at once how right they were. */
export const PRACTICE_WORDS = ['right', 'wrong', 'source', 'checked', 'summary', 'summary_text', 'again'] as const;
/** What only forms and contests say: practice pages do not carry it. */
export const FORM_WORDS = [
  'dont_know',
  'previous',
  'hand_in',
  'hand_in_text',
  'handed_in',
  'handed_in_form',
  'monitor_notice',
  'district',
  'district_none',
  'age',
  'age_u18',
  'age_18_34',
  'age_35_59',
  'age_60up',
] as const;
export type QuizWords = Record<
  (typeof PLAYER_WORDS)[number] | (typeof PRACTICE_WORDS)[number] | (typeof FORM_WORDS)[number],
  string
>;
