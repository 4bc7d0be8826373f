import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Locale } from '../../contract/locales.ts';
import type { GameBody } from '../../contract/trails.ts';
import { GameView } from '../../exercise/games/GameView.tsx';
import type { GameWords } from '../../exercise/games/words.ts';
import { PreviewFrame } from '../editor/PreviewFrame.tsx';
import { toGame } from './game.ts';
import { usePlay } from './usePlay.ts';

interface Props {
  body: GameBody;
  /** language being written, shown first */
  locale: Locale;
  texts: Record<Locale, GameWords>;
}

/** The game as a phone plays it, drawn by the phone's own components; nothing that is played here is noted. */
export function GamePreview({ body, locale: writing, texts }: Props) {
  const [locale, setLocale] = useState(writing);
  useEffect(() => setLocale(writing), [writing]);
  const game = useMemo(() => toGame(body, locale, 0), [body, locale]);
  const { play, on, fresh } = usePlay(game);
  return (
    <PreviewFrame
      locale={locale}
      pick={setLocale}
      missing={!body.title[locale]?.trim()}
      note=""
      again={fresh}
      fresh={play.stage === 'intro'}
    >
      <GameView game={game} play={play} words={texts[locale]} delivery="" help="#preview-title" level="h3" on={on} />
    </PreviewFrame>
  );
}
