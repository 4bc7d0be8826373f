import type { Areas } from '../../i18n/keys.ts';

/** Words of gifts, points and stock; names of fields and rules go before those of the question editor. */
export type RewardWords = Areas['console_rewards'];
export type EditorWords = Areas['console_editor'] & RewardWords;
