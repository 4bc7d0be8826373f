import { fill } from '../../ui/fill.ts';
import type { Shown } from './lesson.ts';
import { type CourseWords, HELP_LINES, type HelpWords } from './words.ts';

/** Picture and text of a block; the text was made on the server by story.ts, which lets no HTML of a writer through. */
export function BlockText({ block }: { block: Shown }) {
  return (
    <>
      {block.picture && (
        <img src={block.picture} alt={block.picture_alt ?? ''} width="640" height="400" decoding="async" />
      )}
      {block.html && <div class="story" dangerouslySetInnerHTML={{ __html: block.html }} />}
    </>
  );
}

/** The three numbers, as the help page has them, and the way to it. */
export function HelpCard({ words, help, to }: { words: CourseWords; help: HelpWords; to: string }) {
  return (
    <>
      <ul class="numbers">
        {HELP_LINES.map((number) => (
          <li key={number} class="card row">
            <a class="figure" href={`tel:${number}`} aria-label={fill(help.call, { number })}>
              {number}
            </a>
            <div class="grow">
              <strong>{help[`p${number}`]}</strong>
              <p class="muted small">{help[`p${number}_text`]}</p>
            </div>
          </li>
        ))}
      </ul>
      <a class="btn wide" href={to}>
        {words.to_help}
      </a>
    </>
  );
}
