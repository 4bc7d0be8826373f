import { useEffect, useMemo, useState } from 'preact/hooks';
import { LOCALES, type Locale } from '../../contract/locales.ts';
import type { GameBody } from '../../contract/trails.ts';
import { GameView } from '../../exercise/games/GameView.tsx';
import { begin, choose, type GamePlay, newPlay, next, putRight, takeLeft } from '../../exercise/games/game.ts';
import type { GameWords } from '../../exercise/games/words.ts';
import { useForm } from '../editor/Field.tsx';
import { toGame } from './game.ts';

interface Props {
  body: GameBody;
  /** language being written, shown first */
  locale: Locale;
  texts: Record<Locale, GameWords>;
}

/** The game as a phone plays it, drawn by the phone's own components; nothing that is played here is noted. */
export function GamePreview({ body, locale: writing, texts }: Props) {
  const { words } = useForm();
  const [locale, setLocale] = useState(writing);
  const [theme, setTheme] = useState<'light' | 'dark'>('light');
  useEffect(() => setLocale(writing), [writing]);
  const game = useMemo(() => toGame(body, locale, 0), [body, locale]);
  const fresh = () => newPlay(game, Math.random);
  const [play, setPlay] = useState<GamePlay>(fresh);
  // a choice belongs to the steps that it was made in
  const shape = `${body.kind} ${body.steps.map(({ answer, options }) => `${answer}${options?.length ?? ''}`).join(' ')}`;
  useEffect(() => {
    if (shape) setPlay(newPlay(game, Math.random));
  }, [shape]);
  const on = {
    begin: () => setPlay((now) => begin(game, now)),
    choose: (letter: string) => setPlay((now) => choose(game, now, letter)),
    takeLeft: (place: number) => setPlay((now) => takeLeft(now, place)),
    putRight: (match: number) => setPlay((now) => putRight(game, now, match)),
    next: () => setPlay((now) => next(game, now)),
    again: () => setPlay(begin(game, fresh())),
  };
  const missing = locale !== 'zh-Hans' && !body.title[locale]?.trim();
  return (
    <section class="preview stack" aria-labelledby="preview-title">
      <div class="row">
        <h2 id="preview-title" class="grow">
          {words.preview}
        </h2>
        <fieldset class="switch" aria-label={words.preview_language}>
          {LOCALES.map((one) => (
            <button key={one} type="button" aria-pressed={one === locale} onClick={() => setLocale(one)}>
              {words[`short_${one}`]}
            </button>
          ))}
        </fieldset>
        <fieldset class="switch" aria-label={words.preview_theme}>
          {(['light', 'dark'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={one === theme} onClick={() => setTheme(one)}>
              {words[`preview_${one}`]}
            </button>
          ))}
        </fieldset>
      </div>
      <div class="phone" data-theme={theme} lang={missing ? 'zh-Hans' : locale} data-testid="phone">
        {/* the way to the help lines leads nowhere here */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: only keeps the link from leaving the page */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link is clicked by Enter as well */}
        <div
          class="screen"
          onClick={(event) => event.target instanceof Element && event.target.closest('a') && event.preventDefault()}
        >
          <GameView
            game={game}
            play={play}
            words={texts[locale]}
            delivery=""
            help="#preview-title"
            level="h3"
            on={on}
          />
        </div>
      </div>
      <div class="row">
        <p class="small muted grow">{missing ? words.preview_missing : ''}</p>
        <button type="button" class="btn" disabled={play.stage === 'intro'} onClick={() => setPlay(fresh())}>
          {words.preview_again}
        </button>
      </div>
    </section>
  );
}
