/** Steps and boxes of a game as text that people read: for differences, conflicts and old revisions. Pure. */
import { LOCALES } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';
import { LETTERS } from '../../exercise/games/game.ts';
import type { GameEditorWords } from './game.ts';
import { readGame } from './read.ts';

const all = (words: Words | null): string => LOCALES.flatMap((locale) => words?.[locale] || []).join(' / ');

/** The field's value in words; undefined for fields that speak for themselves. */
export function showGame(words: GameEditorWords, kind: string) {
  return (name: string, value: unknown): string | undefined => {
    if (name === 'kind') return (words as Record<string, string>)[`kind_${value}`];
    if (name === 'boxes')
      return readGame({ kind: 'disguise', boxes: value })
        .boxes?.map((box, i) => `${LETTERS[i]}. ${all(box)}`)
        .join('\n');
    if (name !== 'steps') return undefined;
    return readGame({ kind, steps: value })
      .steps.map((step, i) =>
        [
          `${i + 1}. ${all(step.text)}`,
          ...(step.options ?? []).map(
            (option, j) =>
              `   ${step.answer.includes(LETTERS[j] ?? '?') ? '✓' : ' '} ${LETTERS[j]}. ${all(option.text)}${option.say ? ` → ${all(option.say)}` : ''}`,
          ),
          ...(step.match ? [`   ↔ ${all(step.match)}`] : []),
          ...(kind === 'disguise' ? [`   → ${step.answer}`] : []),
          `   ${all(step.say)}`,
        ].join('\n'),
      )
      .join('\n');
  };
}
