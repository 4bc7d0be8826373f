/** What `api.item_forms` and `api.item_analysis` answer, and the order in which an editor looks at it. */
import { staffRpc } from '../../backend/staff.ts';
import type { Purpose, QuestionKind } from '../../contract/content.ts';
import type { Locale } from '../../i18n/locale.ts';

type Words = Partial<Record<Locale, string>>;

/** Flags, the most urgent first, as the database gives them. */
export const FLAGS = ['NEG', 'STALE', 'DRIFT', 'HARD', 'DIF', 'FAST', 'LOWDISC', 'NFD', 'EASY'] as const;
export type Flag = (typeof FLAGS)[number];

export interface ItemForm {
  /** slug, or slug@version of a monitoring form */
  form: string;
  purpose: Purpose;
  title: Words;
  /** records received, repeated ones too */
  n: number;
  /** days to begin with */
  from: string;
  to: string;
}

export interface OptionFigures {
  /** `?` is 不知道 */
  letter: string;
  text: Words | null;
  key: boolean;
  n: number;
  share: number;
  r_rest: number | null;
  note: 'idle' | 'suspicious' | null;
}

interface Named {
  question: string;
  revision: number;
  kp: number;
  kind: QuestionKind;
  stem: Words;
  n: number;
}
export interface HiddenItem extends Named {
  hidden: true;
}
export interface ShownItem extends Named {
  hidden: false;
  p: number;
  r_pb: number | null;
  r_rest: number | null;
  d27: number | null;
  median_ms: number | null;
  n_before: number | null;
  p_before: number | null;
  flags: Flag[];
  dif: { slice: 'district' | 'age_band'; key: string; n: number; difference: number }[];
  /** null: a sorting question; absent: the caller may not see keys */
  options?: OptionFigures[] | null;
}
export type Item = HiddenItem | ShownItem;

export interface ItemAnalysis {
  form: string;
  purpose: Purpose;
  title: Words;
  from: string;
  to: string;
  before_from: string;
  before_to: string;
  /** code of the caller's district; null: the whole city */
  district: string | null;
  min_n: number;
  /** ISO moment */
  at: string;
  /** first attempts; persons, for a practice set */
  n: number;
  k: number | null;
  hidden: 'few' | 'open' | null;
  mean: number | null;
  sd: number | null;
  kr20: number | null;
  kr20_left_out: 'practice' | 'drawn' | 'alike' | null;
  /** the caller sees options with their keys */
  keys: boolean;
  items: Item[];
}

export interface Ask {
  form: string;
  from: string;
  to: string;
}

export const loadForms = (): Promise<ItemForm[]> => staffRpc<ItemForm[]>('item_forms');

export const analyse = ({ form, from, to }: Ask): Promise<ItemAnalysis> =>
  staffRpc<ItemAnalysis>('item_analysis', { form, from_day: from, to_day: to });

const urgency = (item: Item): number => {
  if (item.hidden) return FLAGS.length + 1;
  const first = item.flags[0];
  return first ? FLAGS.indexOf(first) : FLAGS.length;
};

/** Flagged items first, by their most urgent flag, then by how many they have; those hidden last. Ties keep their place. */
export const byUrgency = (items: readonly Item[]): Item[] =>
  [...items].sort((a, b) => urgency(a) - urgency(b) || (a.hidden || b.hidden ? 0 : b.flags.length - a.flags.length));

/** How the reliability of a form reads (usual bands for comparing groups, not persons). */
export const band = (kr20: number): 'good' | 'fair' | 'low' => (kr20 >= 0.8 ? 'good' : kr20 >= 0.6 ? 'fair' : 'low');

/** The question asked by an address: `?form=…&from=…&to=…`. */
export function askOf(search: string): Partial<Ask> {
  const given = new URLSearchParams(search);
  const day = (name: string) => /^20\d\d-\d\d-\d\d$/.exec(given.get(name) ?? '')?.[0];
  return { form: given.get('form') ?? undefined, from: day('from'), to: day('to') } as Partial<Ask>;
}

export const addressOf = ({ form, from, to }: Ask): string => `?${new URLSearchParams({ form, from, to })}`;

/** Text of one language, or the simplified one. */
export const say = (words: Words | null | undefined, locale: Locale): string =>
  words?.[locale] ?? words?.['zh-Hans'] ?? '';
