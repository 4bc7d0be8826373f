import { fill } from '../../ui/fill.ts';
import { className, type JoinWords, useSeat } from './parts.tsx';

interface Props {
  locale: string;
  words: JoinWords;
  paths: Record<'join' | 'courses', string>;
}

/** My class in one line of the passport; the way to join where this phone has no seat. */
export function ClassLine({ locale, words, paths }: Props) {
  const state = useSeat(locale)?.state;
  const mine = state?.mine;
  const done = mine?.lessons.filter((lesson) => lesson.done).length ?? 0;
  return (
    <section class="card row class-line" data-testid="class-line">
      <div class="grow stack tight">
        <h2>{words.mine}</h2>
        <p class="muted">
          {mine
            ? `${fill(words.card, { class: className(words, mine.class), seat: mine.seat })} · ${fill(words.lessons_done, { n: done, total: mine.lessons.length })}`
            : words.mine_none}
        </p>
      </div>
      <a class="btn" href={mine ? paths.courses : paths.join}>
        {mine ? words.to_courses : words.go}
      </a>
    </section>
  );
}
