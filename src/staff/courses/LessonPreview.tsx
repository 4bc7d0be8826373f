import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { BlockBody, LessonBody } from '../../contract/courses.ts';
import { LOCALES, type Locale } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';
import { GameView } from '../../exercise/games/GameView.tsx';
import type { GameWords } from '../../exercise/games/words.ts';
import type { Shown } from '../../features/courses/lesson.ts';
import { BlockText, HelpCard } from '../../features/courses/parts.tsx';
import type { CourseWords, HelpWords } from '../../features/courses/words.ts';
import { fill } from '../../ui/fill.ts';
import { Markdown, useMarkdown } from '../editor/Markdown.tsx';
import { PreviewFrame } from '../editor/PreviewFrame.tsx';
import { toGame } from '../games/game.ts';
import { usePlay } from '../games/usePlay.ts';
import { type LessonEditorWords, stepped } from './lesson.ts';

/** What a lesson says on a phone, in one language. */
export interface LessonTexts {
  games: GameWords;
  courses: CourseWords;
  help: HelpWords;
}

interface Props {
  words: LessonEditorWords;
  body: LessonBody;
  /** language being written, shown first */
  locale: Locale;
  texts: Record<Locale, LessonTexts>;
  /** the block that is open in the form */
  selected: string | null;
}

const say = (words: Words | null | undefined, locale: Locale) =>
  words?.[locale]?.trim() || words?.['zh-Hans']?.trim() || '';

/** The lesson as a phone shows it, block by block, and as its teacher reads it. */
export function LessonPreview(props: Props) {
  const { words, body, locale: writing, selected } = props;
  const [view, setView] = useState<'phone' | 'teacher'>('phone');
  const [locale, setLocale] = useState(writing);
  useEffect(() => setLocale(writing), [writing]);
  const [at, setAt] = useState<string | null>(null);
  useEffect(() => {
    if (selected) setAt(selected);
  }, [selected]);
  const { blocks } = body;
  const place = Math.max(
    0,
    blocks.findIndex(({ id }) => id === at),
  );
  const block = blocks[place];
  const go = (by: 1 | -1) => setAt(blocks[place + by]?.id ?? at);
  return (
    <div class="stack lesson-preview">
      <div class="row">
        <fieldset class="switch" aria-label={words.preview_view}>
          {(['phone', 'teacher'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={one === view} onClick={() => setView(one)}>
              {words[`preview_${one}`]}
            </button>
          ))}
        </fieldset>
        {view === 'phone' && blocks.length > 0 && (
          <span class="row preview-steps">
            <button
              type="button"
              class="icon"
              aria-label={words.preview_back}
              disabled={place === 0}
              onClick={() => go(-1)}
            >
              ←
            </button>
            <span class="num muted">
              {place + 1} / {blocks.length}
            </span>
            <button
              type="button"
              class="icon"
              aria-label={words.preview_on}
              disabled={place >= blocks.length - 1}
              onClick={() => go(1)}
            >
              →
            </button>
          </span>
        )}
      </div>
      {view === 'teacher' ? (
        <ForTeacher {...{ words, body, locale, setLocale }} />
      ) : (
        <PreviewFrame
          locale={locale}
          pick={setLocale}
          missing={!body.title[locale]?.trim()}
          look="lesson"
          note={block?.kind === 'recall' ? words.preview_recall : words.preview_lesson}
        >
          <p class="muted small">{say(body.title, locale) || '…'}</p>
          {block && <OneBlock key={block.id} block={block} locale={locale} texts={props.texts} />}
        </PreviewFrame>
      )}
    </div>
  );
}

interface OneProps extends Pick<Props, 'texts'> {
  block: BlockBody;
  locale: Locale;
}

/** One block, drawn by the phone's own components; what is tried here is noted nowhere. */
function OneBlock({ block, locale, texts }: OneProps) {
  const { courses, help, games } = texts[locale];
  const html = useMarkdown(say(block.text, locale));
  const shown = {
    html,
    ...(block.picture ? { picture: `/media/${block.picture}`, picture_alt: say(block.picture_alt, locale) } : {}),
  } as Shown;
  if (stepped(block)) return <Played block={block} locale={locale} words={games} intro={<BlockText block={shown} />} />;
  return (
    <article class="stack block">
      <h3 class="song">{say(block.title, locale) || '…'}</h3>
      <BlockText block={shown} />
      {block.kind === 'help' && <HelpCard words={courses} help={help} to="#preview-title" />}
    </article>
  );
}

interface PlayedProps {
  block: BlockBody;
  locale: Locale;
  words: GameWords;
  intro: ComponentChildren;
}

function Played({ block, locale, words, intro }: PlayedProps) {
  const game = useMemo(() => {
    const steps = stepped(block) ?? { kind: 'quick' as const, boxes: null, steps: [] };
    const about = { kp: 1, facts: [], checked_on: '', title: block.title, intro: block.text ?? {} };
    return toGame({ ...about, ...steps }, locale, 0);
  }, [block, locale]);
  const { play, on } = usePlay(game);
  if (!game.steps.length) return null;
  return (
    <div class="block">
      <GameView {...{ game, play, words, on, intro }} delivery="" help="#preview-title" level="h3" />
    </div>
  );
}

interface TeacherProps extends Pick<Props, 'words' | 'body' | 'locale'> {
  setLocale: (locale: Locale) => void;
}

/** What stands in the teacher's notes: goals, the plan of the hour, what to do in each block. */
function ForTeacher({ words, body, locale, setLocale }: TeacherProps) {
  return (
    <section class="card stack teacher-view" aria-labelledby="teacher-title" lang={locale} data-testid="teacher">
      <div class="row">
        <h2 id="teacher-title" class="grow">
          {say(body.title, locale) || '…'}
        </h2>
        <fieldset class="switch" aria-label={words.preview_language}>
          {LOCALES.map((one) => (
            <button key={one} type="button" aria-pressed={one === locale} onClick={() => setLocale(one)}>
              {words[`short_${one}`]}
            </button>
          ))}
        </fieldset>
      </div>
      <h3>{words.field_goals}</h3>
      <Markdown text={say(body.goals, locale)} />
      <h3>{words.field_notes}</h3>
      <Markdown text={say(body.notes, locale)} />
      <h3>{words.plan}</h3>
      <ol class="plan">
        {body.blocks.map((block) => (
          <li key={block.id}>
            <b>{say(block.title, locale) || '…'}</b>{' '}
            <span class="muted small">
              {words[`block_${block.kind}`]}
              {block.kind !== 'recall' && ` · ${fill(words.minutes_n, { n: block.minutes })}`}
              {block.optional && ` · ${words.optional}`}
            </span>
            {block.note && <p>{say(block.note, locale)}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
