import type { Areas } from '../../i18n/keys.ts';

export type CounterWords = Areas['console_counter'];
