/** What the projector shows, pure: a lesson in screens that can be read from the last row, and the clock of a block. */
import type { Block, LessonPage } from '../../contract/courses.ts';
import { LETTERS } from '../../exercise/games/game.ts';

/** Chinese characters of 32 px that stand in one screen; half as many beside a picture. */
export const SCREEN = 170;

/** One thing at a time: a part of what is read, or one step that the class answers. */
export interface Screen {
  /** index of the block */
  block: number;
  /** Markdown; '' when the block has a picture and nothing to read */
  text: string;
  /** shown beside the first part */
  picture: boolean;
  /** index of the step that is asked, -1 on screens that are read */
  step: number;
  /** help: the numbers are the last screen */
  numbers: boolean;
}

/** How much room a text takes: letters of other scripts are half as wide. */
export const weight = (text: string): number =>
  [...text.replace(/[*_#>[\]]|\([^)]*\)/g, '')].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 1 : 0.5), 0);

/** Paragraphs, items of lists one by one, and sentences of a paragraph that alone would be too long. */
function pieces(markdown: string, most: number): string[] {
  return markdown
    .trim()
    .split(/\n\s*\n/)
    .flatMap((paragraph) => (/^\s*([-*+]|\d+[.)])\s/.test(paragraph) ? items(paragraph) : [paragraph]))
    .flatMap((piece) => (weight(piece) <= most ? [piece] : sentences(piece, most)))
    .filter((piece) => piece.trim() !== '');
}
const items = (list: string): string[] => list.split(/\n(?=\s*(?:[-*+]|\d+[.)])\s)/);
function sentences(text: string, most: number): string[] {
  const parts: string[] = [];
  for (const sentence of text.match(/[^。！？.!?]+[。！？.!?]*[”’"）)]*\s*/g) ?? [text]) {
    const last = parts.at(-1);
    if (last !== undefined && weight(last + sentence) <= most) parts[parts.length - 1] = last + sentence;
    else parts.push(sentence);
  }
  return parts;
}

const isHeading = (piece: string) => /^#{1,6}\s/.test(piece);
const isItem = (piece: string) => /^\s*([-*+]|\d+[.)])\s/.test(piece);

/** A text in parts that each fit into a screen, about as long as one another; a heading stays with what it stands above. */
export function parts(markdown: string, most: number): string[] {
  const all = pieces(markdown, most);
  const fewest = together(all, most).length;
  for (let limit = weight(markdown) / Math.max(1, fewest); limit < most; limit += 5) {
    const even = together(all, limit);
    if (even.length === fewest) return even;
  }
  return together(all, most);
}
function together(all: readonly string[], most: number): string[] {
  const found: string[] = [];
  let before = '';
  for (const piece of all) {
    const last = found.at(-1);
    if (last !== undefined && !isHeading(piece) && (isHeading(before) || weight(last) + weight(piece) <= most)) {
      found[found.length - 1] = `${last}${isItem(before) && isItem(piece) ? '\n' : '\n\n'}${piece}`;
    } else found.push(piece);
    before = piece;
  }
  return found;
}

/** Every screen of a lesson, in order. */
export function screensOf(lesson: Pick<LessonPage, 'blocks'>): Screen[] {
  return lesson.blocks.flatMap((block, at) => {
    const screen = (more: Partial<Screen>): Screen => ({
      ...{ block: at, text: '', picture: false, step: -1, numbers: false },
      ...more,
    });
    const read = parts(block.text ?? '', block.picture ? SCREEN / 2 : SCREEN).map((text, i) =>
      screen({ text, picture: i === 0 && !!block.picture }),
    );
    if (read.length === 0 && (block.picture || !block.game)) read.push(screen({ picture: !!block.picture }));
    const asked = (block.game?.steps ?? []).map((_, step) => screen({ step }));
    return [...read, ...asked, ...(block.kind === 'help' ? [screen({ numbers: true })] : [])];
  });
}

/** Few words can be larger still. */
export const isShort = (text: string): boolean => weight(text) <= 60;

export interface Choice {
  letter: string;
  text: string;
  right: boolean;
}
/** What can be chosen in a step: boxes, or ways to answer. */
export function choicesOf({ game }: Pick<Block, 'game'>, step: number): Choice[] {
  const asked = game?.steps[step];
  const names = game?.boxes ?? asked?.options?.map(({ text }) => text) ?? [];
  return names.map((text, i) => {
    const letter = LETTERS[i] ?? '';
    return { letter, text, right: !!asked?.answer.includes(letter) };
  });
}

/** 4:05, or +0:30 when it is over. */
export function clock(seconds: number): string {
  const all = Math.abs(Math.trunc(seconds));
  return `${seconds < 0 ? '+' : ''}${Math.floor(all / 60)}:${String(all % 60).padStart(2, '0')}`;
}

/** Id of a lesson that the address names, `?l=<slug>`. */
export const lessonOfPage = (search: string): string => {
  const slug = new URLSearchParams(search).get('l') ?? '';
  return /^[a-z0-9-]{1,80}$/.test(slug) ? slug : '';
};

/** What a key does, also those of a presenter (page up and down, the full stop that blanks nothing here). */
export type Act = 'next' | 'previous' | 'reveal' | 'note' | 'overview' | 'clock' | 'pause' | 'full' | 'close';
const KEYS: Record<string, Act> = {
  arrowright: 'next',
  arrowdown: 'next',
  pagedown: 'next',
  ' ': 'next',
  arrowleft: 'previous',
  arrowup: 'previous',
  pageup: 'previous',
  backspace: 'previous',
  r: 'reveal',
  n: 'note',
  o: 'overview',
  t: 'clock',
  p: 'pause',
  f: 'full',
  escape: 'close',
};
export const actOf = (key: string): Act | undefined => KEYS[key.toLowerCase()];
