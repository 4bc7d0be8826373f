import type { Areas } from '../../i18n/keys.ts';

export type CounterWords = Areas['console_counter'];
/** What the field and its camera say, wherever codes are scanned. */
export type ScanFieldWords = Pick<CounterWords, 'check' | Extract<keyof CounterWords, `camera${string}`>>;
