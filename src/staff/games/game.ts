/** A game as its editor changes it: every act keeps languages, letters and answers in step. Pure. */
import type { Locale } from '../../contract/locales.ts';
import {
  GAME_KINDS,
  type Game,
  type GameBody,
  type GameKind,
  type GameStepBody,
  type Words,
} from '../../contract/trails.ts';
import { LETTERS } from '../../exercise/games/game.ts';
import type { Areas } from '../../i18n/keys.ts';
import { tidyOr, tidyWords } from '../editor/tidy.ts';

export type GameEditorWords = Areas['console_games'];
export { GAME_KINDS, LETTERS };

/** What the database takes (app.game_problems). */
export const FEWEST_STEPS = 3;
export const MOST_STEPS = 12;
export const MOST_OPTIONS = 4;
export const MOST = {
  title: 60,
  intro: 300,
  box: 40,
  text: 300,
  option: 200,
  after: 300,
  match: 200,
  say: 400,
} as const;

export const hasOptions = (kind: GameKind) => kind === 'ladder' || kind === 'quick';

const none = (): Words => ({ 'zh-Hans': '' });
const emptyOption = () => ({ text: none(), say: null as Words | null });

export const emptyStep = (kind: GameKind, place: number): GameStepBody => ({
  text: none(),
  options: hasOptions(kind) ? [emptyOption(), emptyOption(), ...(kind === 'ladder' ? [emptyOption()] : [])] : null,
  match: kind === 'pairs' ? none() : null,
  answer: kind === 'pairs' ? (LETTERS[place] ?? '') : kind === 'disguise' ? 'A' : '',
  say: none(),
});

export const emptyGame = (kind: GameKind, today: string): GameBody => ({
  kind,
  kp: kind === 'disguise' ? 7 : kind === 'ladder' ? 9 : kind === 'pairs' ? 3 : 1,
  facts: [],
  checked_on: today,
  title: none(),
  intro: none(),
  boxes: kind === 'disguise' ? [none(), none()] : null,
  steps: Array.from({ length: FEWEST_STEPS }, (_, i) => emptyStep(kind, i)),
});

/** What has steps: a game, and a block of a lesson that is played as one. */
export type Stepped = Pick<GameBody, 'kind' | 'boxes' | 'steps'>;

/** Steps in another order; `order` names old places, -1 a new one. In pairs every step keeps the letter of its place. */
export function rearrange<B extends Stepped>(body: B, order: readonly number[]): B {
  const steps = order.map((from, to) => {
    const step = body.steps[from] ?? emptyStep(body.kind, to);
    return body.kind === 'pairs' ? { ...step, answer: LETTERS[to] ?? '' } : step;
  });
  return { ...body, steps };
}
const places = (body: Stepped) => [...body.steps.keys()];
export const addStep = <B extends Stepped>(body: B): B => rearrange(body, [...places(body), -1]);
export const removeStep = <B extends Stepped>(body: B, place: number): B =>
  rearrange(
    body,
    places(body).filter((at) => at !== place),
  );
export function moveStep<B extends Stepped>(body: B, place: number, by: 1 | -1): B {
  const order = places(body);
  const to = place + by;
  if (to < 0 || to >= order.length) return body;
  [order[place], order[to]] = [to, place];
  return rearrange(body, order);
}

export const putStep = <B extends Stepped>(body: B, place: number, patch: Partial<GameStepBody>): B => ({
  ...body,
  steps: body.steps.map((step, i) => (i === place ? { ...step, ...patch } : step)),
});

/** Options of a step in another order; answers follow theirs. */
export function arrangeOptions(step: GameStepBody, order: readonly number[]): GameStepBody {
  const options = order.map((from) => step.options?.[from] ?? emptyOption());
  const answer = order
    .flatMap((from, to) => (from >= 0 && step.answer.includes(LETTERS[from] ?? '?') ? [LETTERS[to]] : []))
    .join('');
  return { ...step, options, answer };
}

/** Marks an option as right: the only one of a quick question, one of several good answers of a ladder. */
export function toggleRight(kind: GameKind, step: GameStepBody, place: number): GameStepBody {
  const letter = LETTERS[place] ?? '';
  if (kind !== 'ladder') return { ...step, answer: letter };
  const rest = step.answer.replace(letter, '');
  return { ...step, answer: rest === step.answer ? [...step.answer, letter].sort().join('') : rest };
}

export const tidyStep = (step: GameStepBody): GameStepBody => ({
  text: tidyWords(step.text),
  options: step.options?.map(({ text, say }) => ({ text: tidyWords(text), say: tidyOr(say) })) ?? null,
  match: step.match && tidyWords(step.match),
  answer: step.answer,
  say: tidyWords(step.say),
});

/** What is saved: no blanks around texts, no empty ones. */
export const tidyGame = (body: GameBody): GameBody => ({
  ...body,
  title: tidyWords(body.title),
  intro: tidyWords(body.intro),
  boxes: body.boxes && [tidyWords(body.boxes[0]), tidyWords(body.boxes[1])],
  steps: body.steps.map(tidyStep),
});

/** A text with the field under which it is found, and its length at most. */
export interface TextOf {
  field: string;
  words: Words | null;
  most: number;
}

/** Every text of a game. */
export function textsOf(body: GameBody): TextOf[] {
  return [
    { field: 'title', words: body.title, most: MOST.title },
    { field: 'intro', words: body.intro, most: MOST.intro },
    ...(body.boxes ?? []).map((words, i) => ({ field: `box.${LETTERS[i]}`, words, most: MOST.box })),
    ...stepTexts(body),
  ];
}

/** Texts of the steps alone; `at` stands before the names of their fields. */
export function stepTexts(body: Stepped, at = ''): TextOf[] {
  return body.steps.flatMap((step, i) => {
    const own = `${at}step.${i + 1}`;
    return [
      { field: `${own}.text`, words: step.text, most: MOST.text },
      ...(step.options ?? []).flatMap((option, j) => [
        { field: `${own}.option.${LETTERS[j]}.text`, words: option.text, most: MOST.option },
        ...(body.kind === 'ladder'
          ? [{ field: `${own}.option.${LETTERS[j]}.say`, words: option.say, most: MOST.after }]
          : []),
      ]),
      ...(body.kind === 'pairs' ? [{ field: `${own}.match`, words: step.match, most: MOST.match }] : []),
      { field: `${own}.say`, words: step.say, most: MOST.say },
    ];
  });
}

/** As a phone plays it in one language; words that are missing come from zh-Hans, as the server does it. */
export function toGame(body: GameBody, locale: Locale, rev: number): Game {
  const say = (words: Words | null | undefined) => words?.[locale]?.trim() || words?.['zh-Hans']?.trim() || '';
  return {
    slug: 'preview',
    rev,
    kind: body.kind,
    kp: body.kp,
    title: say(body.title) || '…',
    intro: say(body.intro),
    ...(body.boxes ? { boxes: [say(body.boxes[0]) || 'A', say(body.boxes[1]) || 'B'] as [string, string] } : {}),
    steps: body.steps.map((step, i) => ({
      text: say(step.text) || `${i + 1}`,
      ...(step.options
        ? {
            options: step.options.map(({ text, say: after }, j) => ({
              text: say(text) || (LETTERS[j] ?? ''),
              say: say(after),
            })),
          }
        : {}),
      ...(body.kind === 'pairs' ? { match: say(step.match) || `${LETTERS[i]}` } : {}),
      answer: step.answer,
      say: say(step.say),
    })),
  };
}
