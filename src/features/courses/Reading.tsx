import { LETTERS } from '../../exercise/games/game.ts';
import { fill } from '../../ui/fill.ts';
import { Cover } from './Cover.tsx';
import type { Lesson, Shown } from './lesson.ts';
import { BlockText, HelpCard } from './parts.tsx';
import type { CourseWords, HelpWords } from './words.ts';

interface Props {
  lesson: Lesson;
  summary: string;
  goals: string;
  words: CourseWords;
  help: HelpWords;
  helpPage: string;
}

/** The whole lesson as it can be read without script: every text, every question with what is right and why. */
export function Reading({ lesson, summary, goals, words, help, helpPage }: Props) {
  return (
    <div class="stack reading">
      <Cover lesson={lesson} words={words} summary={summary} goals={goals} done={[]} />
      {lesson.blocks.map((block) => (
        <section key={block.id} id={block.id} class="stack block" aria-labelledby={`${block.id}-title`}>
          <h2 id={`${block.id}-title`}>{block.title}</h2>
          <BlockText block={block} />
          {block.game && <Steps game={block.game} words={words} />}
          {block.kind === 'help' && <HelpCard words={words} help={help} to={helpPage} />}
        </section>
      ))}
    </div>
  );
}

function Steps({ game, words }: { game: NonNullable<Shown['game']>; words: CourseWords }) {
  return (
    <ol class="read-steps">
      {game.steps.map((step) => {
        const names = game.boxes ?? step.options?.map(({ text }) => text) ?? [];
        const right = names.filter((_, i) => step.answer.includes(LETTERS[i] ?? '?'));
        return (
          <li key={step.text}>
            <p>{step.text}</p>
            {!game.boxes && (
              <ul class="muted">
                {names.map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
            )}
            <p>
              <strong>{fill(words.answer, { text: right.join(words.or) })}</strong> {step.say}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
