/** A lesson as its editor changes it: blocks keep their ids, minutes add up to one class hour. Pure. */
import { BLOCK_GAMES, BLOCK_KINDS, type BlockBody, type BlockKind, type LessonBody } from '../../contract/courses.ts';
import type { GameKind, Words } from '../../contract/trails.ts';
import type { Areas } from '../../i18n/keys.ts';
import { tidyOr, tidyWords } from '../editor/tidy.ts';
import { emptyStep, type Stepped, stepTexts, type TextOf, tidyStep } from '../games/game.ts';

/** Words of the pages about lessons, courses and checklists; names of fields and rules go before those of games. */
export type LessonWords = Areas['console_lessons'];
/** Words of a lesson's editor: its own, those of games before them, those of every editor first. */
export type LessonEditorWords = Areas['console_editor'] & Areas['console_games'] & LessonWords;
export { BLOCK_KINDS };

/** What the database takes (app.lesson_problems, app.block_problems). */
export const MOST = {
  title: 60,
  summary: 300,
  goals: 600,
  notes: 4_000,
  blocks: 20,
  text: 2_000,
  note: 600,
  picture_alt: 200,
  box: 40,
} as const;
export const FEWEST_BLOCKS = 4;
/** Minutes of a class hour. */
export const HOUR = 40;
/** Fewest and most steps of a block that is answered. */
export const STEPS: Record<keyof typeof BLOCK_GAMES, readonly [fewest: number, most: number]> = {
  sort: [3, 12],
  scene: [1, 6],
  check: [3, 8],
  recall: [3, 9],
};
/** Blocks that say something in Markdown; elsewhere it is an introduction that may be absent. */
export const needsText = (kind: BlockKind) => kind === 'story' || kind === 'text' || kind === 'help';

type Asking = keyof typeof BLOCK_GAMES;
export const asks = (kind: BlockKind): kind is Asking => kind in BLOCK_GAMES;
export const gameOf = (kind: Asking): GameKind => BLOCK_GAMES[kind];
/** The block as what has steps. */
export const stepped = (block: BlockBody): Stepped | null =>
  asks(block.kind) ? { kind: gameOf(block.kind), boxes: block.boxes, steps: block.steps ?? [] } : null;

const none = (): Words => ({ 'zh-Hans': '' });
/** Minutes that a block of a kind usually takes. */
const USUAL: Record<BlockKind, number> = {
  story: 5,
  text: 8,
  picture: 3,
  sort: 10,
  scene: 15,
  check: 5,
  help: 2,
  recall: 0,
};

export const emptyBlock = (kind: BlockKind, id: string, minutes = USUAL[kind]): BlockBody => ({
  id,
  kind,
  minutes,
  title: none(),
  text: needsText(kind) ? none() : null,
  picture: null,
  picture_alt: null,
  note: null,
  optional: false,
  boxes: kind === 'sort' ? [none(), none()] : null,
  steps: asks(kind) ? Array.from({ length: STEPS[kind][0] }, (_, i) => emptyStep(gameOf(kind), i)) : null,
});

/** A new lesson: the outline of a class hour, to be filled or changed. */
export const emptyLesson = (course: string, today: string): LessonBody => ({
  course,
  title: none(),
  summary: none(),
  kps: [],
  facts: [],
  checked_on: today,
  goals: none(),
  notes: none(),
  blocks: [
    emptyBlock('story', 'story'),
    emptyBlock('text', 'text'),
    emptyBlock('scene', 'scene', 18),
    emptyBlock('check', 'check', 6),
    emptyBlock('help', 'help', 3),
  ],
});

export const isBlockId = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,19}$/.test(text);
/** The wanted id, or the first of text, text-2, text-3 … that no block has. */
export function freeId(blocks: readonly { id: string }[], kind: BlockKind, wanted: string = kind): string {
  const taken = new Set(blocks.map(({ id }) => id));
  if (isBlockId(wanted) && !taken.has(wanted)) return wanted;
  for (let n = 2; ; n++) if (!taken.has(`${kind}-${n}`)) return `${kind}-${n}`;
}

/** A further block: before the help that ends every lesson, and before what is asked later. */
export function addBlock(body: LessonBody, kind: BlockKind): LessonBody {
  const after: BlockKind[] = kind === 'recall' ? [] : kind === 'help' ? ['recall'] : ['help', 'recall'];
  const blocks = [...body.blocks];
  const at = blocks.findIndex((block) => after.includes(block.kind));
  blocks.splice(at < 0 ? blocks.length : at, 0, emptyBlock(kind, freeId(blocks, kind)));
  return { ...body, blocks };
}

/** One place up (-1) or down (1); at the ends nothing moves. */
export function moveBlock(body: LessonBody, id: string, by: -1 | 1): LessonBody {
  const from = body.blocks.findIndex((block) => block.id === id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= body.blocks.length) return body;
  const blocks = [...body.blocks];
  [blocks[from], blocks[to]] = [blocks[to] as BlockBody, blocks[from] as BlockBody];
  return { ...body, blocks };
}
export const removeBlock = (body: LessonBody, id: string): LessonBody => ({
  ...body,
  blocks: body.blocks.filter((block) => block.id !== id),
});
export const putBlock = (body: LessonBody, id: string, next: (block: BlockBody) => BlockBody): LessonBody => ({
  ...body,
  blocks: body.blocks.map((block) => (block.id === id ? next(block) : block)),
});
/** Minutes of all blocks. */
export const minutesOf = (body: LessonBody): number => body.blocks.reduce((sum, { minutes }) => sum + minutes, 0);

function tidyBlock(block: BlockBody): BlockBody {
  return {
    ...block,
    title: tidyWords(block.title),
    text: needsText(block.kind) ? tidyWords(block.text ?? {}) : tidyOr(block.text),
    picture_alt: block.picture ? tidyOr(block.picture_alt) : null,
    note: tidyOr(block.note),
    boxes: block.boxes && [tidyWords(block.boxes[0]), tidyWords(block.boxes[1])],
    steps: block.steps?.map(tidyStep) ?? null,
  };
}

/** What is saved: no blanks around texts, no empty ones. */
export const tidyLesson = (body: LessonBody): LessonBody => ({
  ...body,
  title: tidyWords(body.title),
  summary: tidyWords(body.summary),
  goals: tidyWords(body.goals),
  notes: tidyWords(body.notes),
  blocks: body.blocks.map(tidyBlock),
});

/** Name of a field of a block, by the block's place from 0, as the database names it in its problems. */
export const blockField = (place: number, field = ''): string => `block.${place + 1}.${field}`;
/** The place of the block that a field belongs to. */
export const placeOfField = (field: string): number | null => {
  const place = /^block\.(\d+)(?:\.|$)/.exec(field)?.[1];
  return place ? Number(place) - 1 : null;
};

/** Every text of a lesson with its field; `needed`: it has to be there. */
export function textsOf(body: LessonBody): (TextOf & { needed: boolean })[] {
  const own = (field: 'title' | 'summary' | 'goals' | 'notes') => ({
    ...{ field, words: body[field], most: MOST[field], needed: true },
  });
  const ofBlock = (block: BlockBody, place: number) => {
    const text = (field: string, words: Words | null, most: number, needed = true) => ({
      ...{ field: blockField(place, field), words, most, needed },
    });
    const steps = stepped(block);
    return [
      text('title', block.title, MOST.title),
      text('text', block.text, MOST.text, needsText(block.kind)),
      ...(block.picture ? [text('picture_alt', block.picture_alt, MOST.picture_alt)] : []),
      text('note', block.note, MOST.note, false),
      ...(block.boxes ?? []).map((words, i) => text(`box.${i ? 'B' : 'A'}`, words, MOST.box)),
      ...(steps ? stepTexts(steps, blockField(place)).map((one) => ({ ...one, needed: true })) : []),
    ];
  };
  return [own('title'), own('summary'), own('goals'), own('notes'), ...body.blocks.flatMap(ofBlock)];
}
