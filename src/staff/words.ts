import type { Areas } from '../i18n/keys.ts';

export type StaffWords = Areas['staff'];
