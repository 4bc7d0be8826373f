import type { Question } from '../contract/content.ts';
import type { Choice } from '../contract/records.ts';
import '../ui/answer.css';

interface Props {
  question: Question;
  choice: Choice;
  /** after the answer: the right options stand out, the others go quiet */
  revealed: boolean;
  words: { true: string; false: string; right_choice: string; your_choice: string };
  onTap(letter: string): void;
}

/** The options of a single, multiple, true/false or picture question: whole-width cards with a letter. */
export function Options({ question, choice, revealed, words, onTap }: Props) {
  return (
    <ul class={question.kind === 'picture' ? 'opts pictures' : 'opts'}>
      {question.options.map((option) => {
        const right = revealed && (question.answer ?? '').includes(option.letter);
        const chosen = choice.includes(option.letter);
        const text = question.kind === 'judge' ? (option.letter === 'A' ? words.true : words.false) : option.text;
        return (
          <li key={option.letter}>
            <button
              type="button"
              class={`opt${right ? ' right' : revealed ? ' quiet' : ''}`}
              aria-pressed={!revealed && chosen}
              disabled={revealed}
              onClick={() => onTap(option.letter)}
            >
              <b aria-hidden="true">{right ? '✓' : option.letter}</b>
              {option.picture ? <img src={option.picture} alt={text} width="160" height="120" /> : <span>{text}</span>}
              {revealed && (right || chosen) && (
                <span class="vh">{right ? words.right_choice : words.your_choice}</span>
              )}
              {revealed && chosen && !right && <small class="muted yours">{words.your_choice}</small>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
