import type { Areas } from '../../i18n/keys.ts';

export type DoorWords = Areas['console_door'] & Record<string, string>;
