import type { Areas } from '../../i18n/keys.ts';
import type { Locale } from '../../i18n/locale.ts';

export type ItemsWords = Areas['console_items'];

/** What every part of the page is drawn with. */
export interface View {
  words: ItemsWords;
  locale: Locale;
  /** names of districts and age bands */
  names: Record<'district' | 'age_band', Record<string, string>>;
  /** prefix of this language's addresses */
  prefix: string;
  /** whether the person can open the city's questions */
  edits: boolean;
}
