/** Puts values into a text of an island: `fill('还剩 {{n}} 题', { n: 2 })`. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/{{\s*(\w+)\s*}}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The same for a counted text: takes `key_one` where the language has it, else `key_other`; `{{count}}` is filled. */
export function fillCount(words: Record<string, string>, key: string, count: number, lang: string): string {
  const form = new Intl.PluralRules(lang).select(count);
  return fill(words[`${key}_${form}`] ?? words[`${key}_other`] ?? '', { count });
}
