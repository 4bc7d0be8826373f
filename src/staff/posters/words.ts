import type { Areas } from '../../i18n/keys.ts';

export type PosterWords = Areas['console_posters'];
