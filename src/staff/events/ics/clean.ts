/** Texts of a calendar file as drafts may have them: plain, short, without ways to reach a person. Pure. */

/** Controls, and the marks that turn the direction of writing round. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const MAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g;
/** Mobile and landline numbers of mainland China; short public numbers (110, 12345) stay. */
const PHONE = /(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}-\d{7,8}/g;

export interface Cleaned {
  text: string;
  contact: boolean;
  shortened: boolean;
}

/** One text: tags gone, contacts out, cut to its length. */
export function clean(raw: string, most: number): Cleaned {
  // what stands behind the first 20,000 characters is cut away anyway: no pattern walks over a whole novel
  let text = raw.slice(0, 20_000).replace(/\r\n?/g, '\n').replace(HIDDEN, '');
  text = text.replace(/<br\s{0,3}\/?>/gi, '\n').replace(/<[^<>]{0,2000}>/g, '');
  // what is left of a tag that never ended must not read as one
  text = text.replace(/<(?=[a-zA-Z/!?])/g, '＜');
  const without = text.replace(MAIL, '').replace(PHONE, '');
  const tidy = without
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  const chars = [...tidy];
  const cut =
    tidy.length > most
      ? `${chars
          .slice(0, most - 1)
          .join('')
          .slice(0, most - 1)}…`
      : tidy;
  return { text: cut, contact: without !== text, shortened: cut !== tidy || raw.length > 20_000 };
}
