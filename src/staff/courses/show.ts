/** Blocks, items and choices as text that people read: for differences, conflicts and old revisions. Pure. */
import type { BlockBody } from '../../contract/courses.ts';
import { LOCALES } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { showGame } from '../games/show.ts';
import { asks, gameOf, type LessonEditorWords } from './lesson.ts';
import { readChecklist, readLesson } from './read.ts';

const all = (words: Words | null | undefined): string =>
  LOCALES.flatMap((locale) => words?.[locale]?.trim() || []).join(' / ');

/** The field's value in words; undefined for fields that speak for themselves. */
export function showLesson(words: LessonEditorWords) {
  return (name: string, value: unknown): string | undefined => {
    if (name === 'blocks')
      return readLesson({ blocks: value })
        .blocks.map((block, place) => showBlock(words, block, place))
        .join('\n\n');
    if (name === 'items')
      return readChecklist({ items: value })
        .items.map(({ text }, i) => `${i + 1}. ${all(text)}`)
        .join('\n');
    if (name === 'lessons' && Array.isArray(value)) return value.map((key, i) => `${i + 1}. ${key}`).join('\n');
    if (name === 'stage') return (words as Record<string, string>)[`stage_${value}`];
    return undefined;
  };
}

function showBlock(words: LessonEditorWords, block: BlockBody, place: number): string {
  const head = [words[`block_${block.kind}`], fill(words.minutes_n, { n: block.minutes })];
  if (block.optional) head.push(words.optional);
  const lines = [`${place + 1}. ${head.join(' · ')} · ${block.id}`];
  const say = (label: string, text: string | null | undefined) => text && lines.push(`${label}: ${text}`);
  const each = (label: string, own: Words | null) => {
    for (const locale of LOCALES) say(`${label} (${locale})`, own?.[locale]);
  };
  each(words.field_title, block.title);
  each(words.field_text, block.text);
  say(words.field_picture, block.picture?.slice(0, 12));
  each(words.field_picture_alt, block.picture_alt);
  if (asks(block.kind)) {
    const show = showGame(words, gameOf(block.kind));
    if (block.boxes) say(words.field_boxes, show('boxes', block.boxes));
    lines.push(show('steps', block.steps) ?? '');
  }
  each(words.field_note, block.note);
  return lines.join('\n');
}
