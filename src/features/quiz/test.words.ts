/** What a pupil's test says in its own way, of the area `project`. */
export const TEST_WORDS = [
  'pupil_loading',
  'pupil_none',
  'pupil_none_text',
  'pupil_offline',
  'pupil_courses',
  'pupil_start',
  'pupil_draw',
  'pupil_time',
  'pupil_tries',
  'pupil_grade',
  'pupil_no_tries',
  'pupil_waiting',
  'pupil_closed',
  'pupil_missed',
  'pupil_opens',
  'pupil_closes',
  'pupil_result_text',
] as const;
export type TestWords = Record<(typeof TEST_WORDS)[number], string>;
