import type { Areas } from '../../i18n/keys.ts';

export type CourseWords = Areas['courses'];
type HelpKey = 'call' | `p${'110' | '120' | '12356'}${'' | '_text'}`;
export type HelpWords = Pick<Areas['help'], HelpKey>;

/** Of the games' words, what a lesson says in its own way; nothing in a lesson is timed, so the circle has no word. */
export const gameWords = (games: Areas['games'], words: CourseWords): Areas['games'] => ({
  ...games,
  kind_disguise: words.kind_sort,
  kind_ladder: words.kind_scene,
  kind_quick: words.kind_check,
  start: words.begin,
  finish: words.finish,
  pace: '',
});

/** Words of the help page that a lesson's help card says, under the numbers that it names. */
export const HELP_LINES = ['110', '12356', '120'] as const;
export const helpWords = ({ call, p110, p110_text, p120, p120_text, p12356, p12356_text }: HelpWords): HelpWords => ({
  call,
  p110,
  p110_text,
  p120,
  p120_text,
  p12356,
  p12356_text,
});
