import { useEffect, useRef, useState } from 'preact/hooks';
import '../../features/quiz/quiz.css';
import '../../ui/answer.css';
import '../../ui/segments.css';
import { LOCALES, type Locale } from '../../contract/locales.ts';
import { answersAtOnce, putInBox, tap } from '../../exercise/answer.ts';
import { QuizPlayer } from '../../features/quiz/QuizPlayer.tsx';
import { type Play, START, submit } from '../../features/quiz/quiz.ts';
import type { QuizWords } from '../../features/quiz/words.ts';
import { fill } from '../../ui/fill.ts';
import type { QuestionBody } from '../documents.ts';
import { useForm } from './Field.tsx';
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
  const [theme, setTheme] = useState<'light' | 'dark'>('light');
  const [play, setPlay] = useState<Play>(START);
  const frame = useRef<HTMLDivElement>(null);
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
    const screen = frame.current?.firstElementChild;
    const verdict = screen?.querySelector('.verdict');
    if (!screen || !play.revealed || !verdict) return;
    screen.scrollTop += verdict.getBoundingClientRect().bottom - screen.getBoundingClientRect().bottom + 88;
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
  const missing = !body.words[locale]?.stem.trim();
  return (
    <section class="preview stack" aria-labelledby="preview-title">
      <div class="row">
        <h2 id="preview-title" class="grow">
          {words.preview}
        </h2>
        <Switch
          label={words.preview_language}
          value={locale}
          options={LOCALES.map((one) => [one, words[`short_${one}`]])}
          pick={(one) => setLocale(one as Locale)}
        />
        <Switch
          label={words.preview_theme}
          value={theme}
          options={[
            ['light', words.preview_light],
            ['dark', words.preview_dark],
          ]}
          pick={(one) => setTheme(one as 'light' | 'dark')}
        />
      </div>
      <div class="phone" data-theme={theme} lang={missing ? 'zh-Hans' : locale} ref={frame} data-testid="phone">
        {/* the way out of the player leads nowhere here */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: only keeps the link from leaving the page */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link is clicked by Enter as well */}
        <div
          class="screen answering"
          onClick={(event) => event.target instanceof Element && event.target.closest('a') && event.preventDefault()}
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
        </div>
      </div>
      <div class="row">
        <p class="small muted grow">
          {missing && locale !== 'zh-Hans'
            ? words.preview_missing
            : body.pool === 'practice'
              ? words.preview_text
              : words.preview_closed}
        </p>
        <button type="button" class="btn" disabled={play === START} onClick={again}>
          {words.preview_again}
        </button>
      </div>
    </section>
  );
}

interface SwitchProps {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  pick: (value: string) => void;
}

/** A choice of a few that are all in sight. */
function Switch({ label, value, options, pick }: SwitchProps) {
  return (
    <fieldset class="switch" aria-label={label}>
      {options.map(([one, text]) => (
        <button key={one} type="button" aria-pressed={one === value} onClick={() => pick(one)}>
          {text}
        </button>
      ))}
    </fieldset>
  );
}
