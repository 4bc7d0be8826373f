/** What a class finds hard: first answers beside what was asked. Pure. */
import type { ClassAnswers, LessonPage } from '../../contract/courses.ts';

/** Fewer seats than this are not shown: a share of four is four children. */
export const LEAST_SEATS = 5;
/** Below this share of right first answers one goes over it again. */
export const AGAIN_BELOW = 0.6;

export interface HardItem {
  block: string;
  /** of the block */
  title: string;
  /** from 1 */
  step: number;
  /** what was asked; '' when the lesson has changed since it was answered */
  text: string;
  n: number;
  right: number;
  share: number;
  again: boolean;
  /** what is right, and what is said about it */
  answer: string;
  say: string;
  /** the wrong answer that was given most */
  astray: { text: string; n: number } | null;
}

/** Items from the hardest on; those that too few have answered are left out. */
export function hardItems(answers: ClassAnswers, page: LessonPage | null): HardItem[] {
  const current = page?.rev === answers.rev ? page : null;
  const items = answers.blocks.flatMap((block) => {
    const game = current?.blocks.find(({ id }) => id === block.id)?.game;
    return (block.steps ?? []).flatMap(({ n, right: good, by_letter }, at): HardItem[] => {
      // nobody right is no count
      const right = good ?? 0;
      if (n < LEAST_SEATS) return [];
      const step = game?.steps[at];
      const named = (letter: string) => optionOf(step?.options, game?.boxes, letter);
      const [wrong] = Object.entries(by_letter)
        .filter(([letter]) => step && !step.answer.includes(letter) && named(letter))
        .sort(([, a], [, b]) => b - a);
      return [
        {
          block: block.id,
          title: block.title,
          step: at + 1,
          text: step?.text ?? '',
          n,
          right,
          share: right / n,
          again: right / n < AGAIN_BELOW,
          answer: step ? [...step.answer].map(named).filter(Boolean).join(' / ') : '',
          say: step?.say ?? '',
          astray: wrong && wrong[1] > 0 ? { text: named(wrong[0]), n: wrong[1] } : null,
        },
      ];
    });
  });
  return items.sort((a, b) => a.share - b.share);
}

/** Blocks that are answered, and that too few have answered to be shown. */
export const tooFew = (answers: ClassAnswers): ClassAnswers['blocks'] =>
  answers.blocks.filter(
    ({ kind, steps }) =>
      (kind === 'sort' || kind === 'scene' || kind === 'check') && !(steps ?? []).some(({ n }) => n >= LEAST_SEATS),
  );

function optionOf(options: { text: string }[] | undefined, boxes: [string, string] | undefined, letter: string) {
  const at = letter.charCodeAt(0) - 65;
  return options?.[at]?.text ?? boxes?.[at] ?? '';
}
