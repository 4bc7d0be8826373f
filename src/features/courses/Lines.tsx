import { fill } from '../../ui/fill.ts';
import type { Again } from './lesson.ts';
import type { CourseWords } from './words.ts';

/** What is looked at once more: the question, what holds, and why. */
export function Lines({ lines, words }: { lines: readonly Again[]; words: CourseWords }) {
  return (
    <ul class="taught">
      {lines.map(({ text, right, say }) => (
        <li key={text}>
          <p class="muted">{text}</p>
          <p>
            {right && <strong>{fill(words.answer, { text: right })}</strong>} {say}
          </p>
        </li>
      ))}
    </ul>
  );
}
