import { readdirSync, readFileSync } from 'node:fs';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { LOCALES, type Locale } from '../../src/contract/locales.ts';
import type { GameBody } from '../../src/contract/trails.ts';
import { GameView } from '../../src/exercise/games/GameView.tsx';
import {
  begin,
  choose,
  type GamePlay,
  isOver,
  newPlay,
  next,
  putRight,
  takeLeft,
} from '../../src/exercise/games/game.ts';
import type { GameWords } from '../../src/exercise/games/words.ts';
import { toGame } from '../../src/staff/games/game.ts';

const bodies = readdirSync('supabase/seed/games').map((file) => {
  const { slug, body } = JSON.parse(readFileSync(`supabase/seed/games/${file}`, 'utf8')) as {
    slug: string;
    body: GameBody;
  };
  return [slug, body] as const;
});
const wordsIn = (locale: Locale) =>
  JSON.parse(readFileSync(`src/i18n/locales/${locale}/games.json`, 'utf8')) as GameWords;
const nothing = () => {};
const on = { begin: nothing, choose: nothing, takeLeft: nothing, putRight: nothing, next: nothing, again: nothing };
const draw = (body: GameBody, play: GamePlay, locale: Locale = 'zh-Hans') =>
  renderToString(
    <GameView game={toGame(body, locale, 1)} play={play} words={wordsIn(locale)} delivery="" help="/help" on={on} />,
  );

describe.each(bodies)('%s', (_, body) => {
  const game = toGame(body, 'zh-Hans', 1);
  const begun = begin(
    game,
    newPlay(game, () => 0.3),
  );
  const first = body.steps[0]?.answer[0] ?? 'A';
  const wrong = ['A', 'B', 'C'].find((letter) => !body.steps[0]?.answer.includes(letter)) ?? 'B';
  const tap = (letter: string) =>
    body.kind === 'pairs' ? putRight(game, takeLeft(begun, 0), letter === 'A' ? 0 : 1) : choose(game, begun, letter);

  it('says nothing about a choice before there is one', () => {
    const html = draw(body, begun);
    expect(html).not.toMatch(/data-verdict|class="card/);
    expect(html).toContain(game.steps[0]?.text);
  });

  it('explains a right choice, and a wrong one without scolding', () => {
    expect(draw(body, tap(first))).toContain(game.steps[0]?.say);
    const html = draw(body, tap(wrong));
    const words = wordsIn('zh-Hans');
    expect(html).toMatch(new RegExp(`${words.weak}|${words.wrong}`));
    expect(html).not.toMatch(/错误|失败|扣分/);
  });

  it.each(LOCALES)('ends with what one takes home and where help is, in %s', (locale) => {
    const spoken = toGame(body, locale, 1);
    const over = spoken.steps.reduce((play, step, i) => {
      if (body.kind === 'pairs') return putRight(spoken, takeLeft(play, i), i);
      const chosen = choose(spoken, play, step.answer[0] ?? '');
      return isOver(spoken, chosen) ? chosen : next(spoken, chosen);
    }, begun);
    const html = draw(body, next(spoken, over), locale);
    const words = wordsIn(locale);
    expect(html).toContain(words.done_all);
    expect(html).toContain(words[`keep_${body.kind}`]);
    expect(html).toContain('href="/help"');
  });
});
