import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LessonNotes, LessonPage } from '../../contract/courses.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { HelpNumbers, ProjectWords } from './Project.island.tsx';
import { ProjectClock } from './ProjectClock.tsx';
import { ProjectEnd, ProjectOverview } from './ProjectOverview.tsx';
import { ProjectScreen } from './ProjectScreen.tsx';
import { type Act, actOf, screensOf } from './project.ts';
import { useClock } from './useClock.ts';
import { useLive } from './useLive.ts';

interface Props {
  /** id of the class */
  of: string;
  name: string;
  lesson: LessonPage;
  notes: LessonNotes | null;
  words: ProjectWords;
  help: HelpNumbers;
}

/** The lesson on the wall: one screen at a time, everything by a presenter's two keys. */
export function Stage({ of, name, lesson, notes, words, help }: Props) {
  const { prefix } = useDesk();
  const screens = useMemo(() => screensOf(lesson), [lesson]);
  const [at, setAt] = useState(0);
  const [revealed, reveal] = useState(false);
  const [noted, showNote] = useState(false);
  const [overview, showOverview] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const over = at >= screens.length;
  const screen = screens[Math.min(at, screens.length - 1)];
  const block = lesson.blocks[screen?.block ?? 0];
  const clock = useClock(screen?.block ?? 0, block?.minutes ?? 0);
  const asking = !over && !overview && !!screen && screen.step >= 0;
  const answers = useLive(of, lesson.slug, asking && block ? block.id : null);
  const note = notes?.blocks.find(({ id }) => id === block?.id)?.note;

  const go = (to: number) => {
    setAt(Math.max(0, Math.min(screens.length, to)));
    reveal(false);
    showOverview(false);
  };
  const acts: Record<Act, () => void> = {
    // a step is answered before it is left: nobody skips it by a press too many
    next: () => (overview ? undefined : asking && !revealed ? reveal(true) : go(at + 1)),
    previous: () => (overview ? undefined : revealed ? reveal(false) : go(at - 1)),
    reveal: () => asking && reveal(!revealed),
    note: () => showNote(!noted),
    overview: () => showOverview(!overview),
    clock: clock.hide,
    pause: clock.pause,
    full: () => void full(root.current),
    close: () => {
      showOverview(false);
      showNote(false);
    },
  };
  const latest = useRef(acts);
  latest.current = acts;

  useEffect(() => {
    // the console's frame steps back while the class looks
    document.documentElement.dataset.projecting = '';
    const press = (event: KeyboardEvent) => {
      const act = actOf(event.key);
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      // Space on a button or a link is that button's own
      if (event.key === ' ' && (event.target as Element).closest('button, a, summary')) return;
      event.preventDefault();
      latest.current[act]();
    };
    addEventListener('keydown', press);
    // pictures are there before the network goes
    for (const { picture } of lesson.blocks) if (picture) new Image().src = picture;
    return () => {
      delete document.documentElement.dataset.projecting;
      removeEventListener('keydown', press);
    };
  }, [lesson]);

  return (
    <div class="stage" ref={root} data-testid="stage">
      <header class="stage-head">
        <p class="grow">
          <b>{lesson.title}</b> <span class="muted">{block && !over ? block.title : ''}</span>
        </p>
        {!over && <ProjectClock clock={clock} words={words} />}
        <button type="button" class="btn" aria-expanded={overview} onClick={acts.overview}>
          {words.overview}
        </button>
        {document.fullscreenEnabled && (
          <button type="button" class="btn" onClick={acts.full}>
            {words.full}
          </button>
        )}
        <a class="btn" href={`${prefix}/teach/class?c=${of}#plan`}>
          {words.leave}
        </a>
      </header>
      <div
        class="segs"
        role="img"
        aria-label={fill(words.progress, { n: Math.min(at + 1, screens.length), total: screens.length })}
      >
        {lesson.blocks.map(({ id }, i) => (
          <i key={id} class={over || i < (screen?.block ?? 0) ? 'on' : i === screen?.block ? 'now' : ''} />
        ))}
      </div>
      <div class="stage-body" aria-live="polite">
        {overview ? (
          <ProjectOverview lesson={lesson} screens={screens} at={at} words={words} go={go} />
        ) : over || !screen || !block ? (
          <ProjectEnd of={of} name={name} lesson={lesson} words={words} />
        ) : (
          <ProjectScreen
            key={`${at}`}
            {...{ block, screen, revealed, words, help }}
            live={answers.live}
            offline={answers.offline}
          />
        )}
      </div>
      {noted && !overview && (
        <aside class="stage-note" aria-label={words.note}>
          <p class="small muted">{words.note_own}</p>
          <p>{note || words.note_none}</p>
        </aside>
      )}
      <footer class="stage-foot">
        <button type="button" class="btn" disabled={at === 0 && !revealed} onClick={acts.previous}>
          {words.previous}
        </button>
        <button type="button" class="btn" aria-pressed={noted} onClick={acts.note}>
          {words.note}
        </button>
        <span class="muted num stage-count">
          {Math.min(at + 1, screens.length)} / {screens.length}
        </span>
        <button type="button" class="btn main" disabled={over || overview} onClick={acts.next} data-testid="next">
          {asking && !revealed ? words.reveal : words.next}
        </button>
      </footer>
    </div>
  );
}

const full = (element: Element | null) =>
  (document.fullscreenElement ? document.exitFullscreen() : element?.requestFullscreen())?.catch(() => undefined);
