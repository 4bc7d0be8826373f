import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { MyClass as Mine } from '../../contract/courses.ts';
import type { GameWords } from '../../exercise/games/words.ts';
import { fill } from '../../ui/fill.ts';
import { Icon } from '../../ui/Icon.tsx';
import { forward } from '../../ui/icons.ts';
import { lessonState, momentText } from './classroom.ts';
import { className, type JoinWords, SeatActions, useSeat } from './parts.tsx';

interface Props {
  locale: string;
  words: JoinWords;
  gameWords: GameWords;
  /** blocks of every lesson, by slug */
  blocks: Record<string, number>;
  paths: Record<'join' | 'courses' | 'certificate' | 'help', string>;
  /** what stands here while this phone has no seat */
  children?: ComponentChildren;
}

type RecallView = typeof import('./Recall.tsx').Recall;

/** The class of this phone at the head of the courses: seat, lessons, what waits, and giving the phone on. */
export function MyClass({ locale, words, gameWords, blocks, paths, children }: Props) {
  const seat = useSeat(locale);
  const [Recall, setRecall] = useState<{ View: RecallView } | null>(null);
  const mine = seat?.state.mine;
  if (!seat || !mine) return <>{children}</>;
  const { recall, test, certificate } = mine;
  const state = (lesson: Mine['lessons'][number]): string => {
    const at = lessonState(lesson, mine.class.year, seat.state.kept[lesson.slug]);
    if (at.state === 'done') return words[`state_${at.how}`];
    if (at.state !== 'part') return words[`state_${at.state}`];
    return fill(words.state_part, { n: at.blocks, total: Math.max(at.blocks, blocks[lesson.slug] ?? 0) });
  };
  return (
    <section class="card stack my-class" aria-labelledby="my-class" data-testid="my-class">
      <div class="stack tight">
        <h2 id="my-class" class="song">
          {fill(words.card, { class: className(words, mine.class), seat: mine.seat })}
        </h2>
        <p class="muted small">
          {mine.class.school_name}
          {seat.state.phase === 'offline' && ` · ${words.offline}`}
        </p>
      </div>
      <ul class="my-lessons">
        {mine.lessons.map((lesson) => (
          <li key={lesson.slug} class={lesson.done ? 'done' : ''}>
            <a href={`${paths.courses}/${mine.course}/${lesson.name}`}>
              <span class="grow">
                <strong>{lesson.title}</strong>
                <small class="muted">{state(lesson)}</small>
              </span>
              <Icon d={forward} size={20} />
            </a>
          </li>
        ))}
      </ul>
      {recall && !seat.state.recalled && (
        <div class="stack tight waits" data-testid="recall">
          <h3>{words.recall}</h3>
          <p>{words.recall_text}</p>
          {Recall ? (
            <Recall.View recall={recall} words={gameWords} intro={words.recall_lesson} help={paths.help} />
          ) : (
            <button
              type="button"
              class="btn"
              onClick={() => void import('./Recall.tsx').then(({ Recall: View }) => setRecall({ View }))}
            >
              {words.recall_go}
            </button>
          )}
        </div>
      )}
      {test && (
        <div class="stack tight waits">
          <h3>{words.test}</h3>
          {test.state === 'open' ? (
            <>
              <p>{fill(words.test_until, { at: momentText(test.closes_at, locale) })}</p>
              <a class="btn" href={`${paths.courses}/test`}>
                {words.test_go}
              </a>
            </>
          ) : (
            <p>{words.test_in}</p>
          )}
        </div>
      )}
      {certificate && (
        <div class="stack tight waits">
          <p>{words.certificate_text}</p>
          <a class="btn" href={`${paths.certificate}/${certificate}`}>
            {words.certificate_go}
          </a>
        </div>
      )}
      <SeatActions {...{ seat, mine, words, locale, joinPath: paths.join }} />
    </section>
  );
}
