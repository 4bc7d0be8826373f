import type { Question } from '../contract/content.ts';
import type { Choice } from '../contract/records.ts';
import '../ui/answer.css';

interface Props {
  question: Question;
  choice: Choice;
  revealed: boolean;
  words: { right_choice: string };
  onPut(place: number, box: 'A' | 'B'): void;
}

/** Items to be put into two boxes: one button per box beside every item, so nothing needs to be dragged. */
export function Sorting({ question, choice, revealed, words, onPut }: Props) {
  const boxes = question.boxes ?? ['A', 'B'];
  return (
    <ul class="opts">
      {question.options.map((item, place) => {
        const key = question.answer?.[place];
        return (
          <li key={item.letter} class="sort">
            <span id={`item-${place}`}>{item.text}</span>
            <div class="boxes" role="group" aria-labelledby={`item-${place}`}>
              {(['A', 'B'] as const).map((box, i) => {
                const right = revealed && key === box;
                return (
                  <button
                    key={box}
                    type="button"
                    class={`opt${right ? ' right' : revealed ? ' quiet' : ''}`}
                    aria-pressed={!revealed && choice[place] === box}
                    disabled={revealed}
                    onClick={() => onPut(place, box)}
                  >
                    {boxes[i]}
                    {right && <span class="vh">{words.right_choice}</span>}
                  </button>
                );
              })}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
