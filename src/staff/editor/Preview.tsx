import { useEffect, useRef, useState } from 'preact/hooks';
import '../../features/quiz/quiz.css';
import '../../ui/answer.css';
import '../../ui/segments.css';
import type { Locale } from '../../contract/locales.ts';
import { answersAtOnce, putInBox, tap } from '../../exercise/answer.ts';
import { QuizPlayer } from '../../features/quiz/QuizPlayer.tsx';
import { type Play, START, submit } from '../../features/quiz/quiz.ts';
import type { QuizWords } from '../../features/quiz/words.ts';
import { fill } from '../../ui/fill.ts';
import type { QuestionBody } from '../documents.ts';
import { useForm } from './Field.tsx';
import { PreviewFrame } from './PreviewFrame.tsx';
import { toQuestion } from './question.ts';

/** What the player needs in each of the languages. */
export interface PlayerTexts {
  words: QuizWords;
  topics: Record<number, string>;
}

interface Props {
  body: QuestionBody;
  /** the language being written, shown first */
  locale: Locale;
  texts: Record<Locale, PlayerTexts>;
}

/** The question as a phone shows it, drawn by the phone's own components: language, theme and answers can be tried. */
export function Preview({ body, locale: writing, texts }: Props) {
  const { words } = useForm();
  const [locale, setLocale] = useState(writing);
  const [play, setPlay] = useState<Play>(START);
  const screen = useRef<HTMLDivElement>(null);
  useEffect(() => setLocale(writing), [writing]);
  const question = toQuestion('', body, locale);
  // what is not written yet holds its place by name
  question.stem ||= words.field_stem;
  for (const option of question.options) option.text ||= fill(words.field_option, { letter: option.letter });
  const shape = `${body.kind}${question.options.length}${body.answer}`;
  // an answer belongs to the question that it was given to
  useEffect(() => {
    if (shape) setPlay(START);
  }, [shape]);

  useEffect(() => {
    // what one learns stands below the options: the phone scrolls there, the console does not
    const shown = screen.current;
    const verdict = shown?.querySelector('.verdict');
    if (!shown || !play.revealed || !verdict) return;
    shown.scrollTop += verdict.getBoundingClientRect().bottom - shown.getBoundingClientRect().bottom + 88;
  }, [play.revealed]);

  const answer = (choice: string) => setPlay((now) => submit('practice', [question], now, choice, 0));
  const again = () => setPlay(START);
  const on = {
    tap: (letter: string) =>
      answersAtOnce(question)
        ? answer(letter)
        : setPlay((now) => ({ ...now, choice: tap(question, now.choice, letter) })),
    put: (place: number, box: 'A' | 'B') =>
      setPlay((now) => ({ ...now, choice: putInBox(question, now.choice, place, box) })),
    submit: () => answer(play.choice),
    dontKnow: again,
    next: again,
    back: again,
  };
  const note = body.pool === 'practice' ? words.preview_text : words.preview_closed;
  return (
    <PreviewFrame
      locale={locale}
      pick={setLocale}
      missing={!body.words[locale]?.stem.trim()}
      look="answering"
      screen={screen}
      note={note}
      again={again}
      fresh={play === START}
    >
      <QuizPlayer
        purpose="practice"
        items={[question]}
        play={play}
        words={texts[locale].words}
        topics={texts[locale].topics}
        exit="#preview-title"
        delivery=""
        on={on}
      />
    </PreviewFrame>
  );
}
