import { useMemo, useState } from 'preact/hooks';
import type { Locale } from '../../contract/locales.ts';
import type { GameBody } from '../../contract/trails.ts';
import type { GameWords } from '../../exercise/games/words.ts';
import type { Areas } from '../../i18n/keys.ts';
import { Frame } from '../editor/Frame.tsx';
import { fromServer, together } from '../editor/findings.ts';
import { isSlug, keyOfPage, today } from '../editor/page.ts';
import { useDocument } from '../editor/useDocument.ts';
import { factState, useFacts } from '../editor/useFacts.ts';
import { Console } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { About } from './About.tsx';
import { gameFindings } from './findings.ts';
import { GamePreview } from './GamePreview.tsx';
import { Grounds } from './Grounds.tsx';
import { emptyGame, GAME_KINDS, type GameEditorWords, tidyGame } from './game.ts';
import { readGame } from './read.ts';
import { Steps } from './Steps.tsx';
import { showGame } from './show.ts';
import { Texts } from './Texts.tsx';

interface Props {
  shell: Shell;
  /** words of the question editor, with those of games before them */
  words: Areas['console_editor'] & GameEditorWords;
  bank: Areas['console_bank'];
  topics: Record<number, string>;
  /** what a game says on a phone */
  texts: Record<Locale, GameWords>;
}

/** Writing and reviewing one game. */
export function GameEditor({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review']}>
      {() => <Editor {...props} />}
    </Console>
  );
}

/** Kind of a new game as the list's buttons name it. */
const wanted = () => GAME_KINDS.find((one) => one === new URLSearchParams(location.search).get('kind')) ?? 'disguise';

function Editor({ words, bank, topics, texts }: Omit<Props, 'shell'>) {
  const [key] = useState(() => keyOfPage(location));
  const [day] = useState(today);
  const [slug, setSlug] = useState('');
  const editing = useDocument<GameBody>({
    kind: 'game',
    key,
    newKey: isSlug(slug) ? slug : null,
    empty: () => emptyGame(wanted(), day),
    tidy: tidyGame,
    read: readGame,
  });
  const { body, change, doc, problems, dirty } = editing;
  const [locale, pick] = useState<Locale>('zh-Hans');
  const known = useFacts(body.facts);
  const findings = useMemo(() => {
    const own = gameFindings(body, (fact) => ['unchecked', 'unknown'].includes(factState(known.get(fact))));
    if (!doc && slug && !isSlug(slug)) own.push({ field: 'slug', rule: 'slug', message: '', level: 'error' });
    return together(own, dirty ? [] : fromServer(problems));
  }, [body, doc, slug, known, problems, dirty]);
  const published = doc?.revisions.some(({ published_at }) => published_at) ?? false;
  const form = { words, body, change, locale };
  return (
    <Frame
      kind="game"
      editing={editing}
      names={{ words, bank, topics, show: showGame(words, body.kind) }}
      findings={findings}
      list="/staff/games"
      pick={pick}
      aside={<GamePreview body={body} locale={locale} texts={texts} />}
    >
      <About
        {...form}
        topics={topics}
        fixed={published}
        slug={doc ? null : slug}
        putSlug={setSlug}
        again={(kind) => change((now) => ({ ...emptyGame(kind, day), title: now.title, intro: now.intro }))}
      />
      <Texts {...form} pick={pick} />
      <Steps {...form} />
      <Grounds {...form} known={known} today={day} />
    </Frame>
  );
}
