/** Formatted text of other tools as plain text: paragraphs become lines, everything else loses its clothes. */
import { clean } from './text.ts';

const NAMED: Record<string, string> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ensp: ' ', emsp: ' ', hellip: '…', mdash: '—' },
  ...{ ndash: '–', ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', middot: '·', times: '×', laquo: '«', raquo: '»' },
};
const UNSEEN = /<(script|style|head|template|noscript|iframe|object|svg|math)\b[\s\S]*?(<\/\1\s*>|$)/gi;
const BLOCK = /<\/?(p|div|br|li|ul|ol|tr|table|h[1-6]|blockquote|pre|section|article)\b[^<>]*>/gi;
const TAG = /<\/?[a-z][^<>]*>|<!--[\s\S]*?(-->|$)|<![^<>]*>|<\?[^<>]*>/gi;

/** Does formatted text show a picture, sound or film, which plain text loses? */
export const hasMedia = (html: string): boolean => /<(img|audio|video|source|embed|object|svg|iframe)\b/i.test(html);

/** One pass of entities only: what an entity stands for is text, not markup. */
const decodeEntities = (text: string): string =>
  text.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (name[0] !== '#') return NAMED[name.toLowerCase()] ?? whole;
    const code = name[1]?.toLowerCase() === 'x' ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });

/** HTML as plain text. */
export const plainText = (html: string): string =>
  lines(decodeEntities(html.replace(UNSEEN, ' ').replace(/\s+/g, ' ').replace(BLOCK, '\n').replace(TAG, '')));

/** Lines without space around them or between them. */
export const lines = (text: string): string =>
  clean(
    clean(text)
      .split('\n')
      .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
      .filter(Boolean)
      .join('\n'),
  );
