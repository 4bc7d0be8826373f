import { useMemo, useState } from 'preact/hooks';
import type { Locale } from '../../contract/locales.ts';
import type { Areas } from '../../i18n/keys.ts';
import { Frame } from '../editor/Frame.tsx';
import { fromServer, together } from '../editor/findings.ts';
import { isSlug, keyOfPage } from '../editor/page.ts';
import { SlugField } from '../editor/SlugField.tsx';
import { useDocument } from '../editor/useDocument.ts';
import { Window } from '../editor/Window.tsx';
import { Console } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { CardPreview, type CardTexts } from './CardPreview.tsx';
import { ContestRules } from './ContestRules.tsx';
import { FormItems } from './FormItems.tsx';
import { PoolItems } from './PoolItems.tsx';
import { Purpose } from './Purpose.tsx';
import { emptyQuiz, PURPOSES, type QuizBody, type QuizWords, quizFindings, tidyQuiz } from './quiz.ts';
import { readQuiz } from './read.ts';
import { Titles } from './Titles.tsx';
import { usePool } from './usePool.ts';
import { useVersion } from './useVersion.ts';

interface Props {
  shell: Shell;
  /** words of the question editor, with those of quizzes before them */
  words: Areas['console_editor'] & QuizWords;
  bank: Areas['console_bank'];
  topics: Record<number, string>;
  texts: Record<Locale, CardTexts>;
}

/** Writing and reviewing one quiz: practice, contest or monitoring form. */
export function QuizEditor({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review']}>
      {() => <Editor {...props} />}
    </Console>
  );
}

/** Purpose of a new quiz as the list's buttons name it. */
const wanted = () => PURPOSES.find((one) => one === new URLSearchParams(location.search).get('purpose')) ?? 'practice';

function Editor({ words, bank, topics, texts }: Omit<Props, 'shell'>) {
  const [key] = useState(() => keyOfPage(location));
  const [now] = useState(Date.now);
  const [slug, setSlug] = useState('');
  const editing = useDocument<QuizBody>({
    kind: 'quiz',
    key,
    newKey: isSlug(slug) ? slug : null,
    empty: () => emptyQuiz(wanted()),
    tidy: tidyQuiz,
    read: readQuiz,
  });
  const { body, change, doc, problems, dirty } = editing;
  const [locale, pick] = useState<Locale>('zh-Hans');
  const pool = usePool(body.purpose);
  const version = useVersion(editing);
  const findings = useMemo(() => {
    const live = pool?.whole ? (code: string) => pool.byKey.has(code) : null;
    const own = quizFindings(body, live, now);
    if (!doc && slug && !isSlug(slug)) own.push({ field: 'slug', rule: 'slug', message: '', level: 'error' });
    return together(own, dirty ? [] : fromServer(problems));
  }, [body, doc, slug, pool, now, problems, dirty]);
  const published = doc?.revisions.some(({ published_at }) => published_at) ?? false;
  const items = { words, body, change, pool, topics };
  return (
    <Frame
      kind="quiz"
      editing={editing}
      names={{ words, bank, topics, ...(pool ? { questions: pool.byKey } : {}) }}
      findings={findings}
      list="/staff/quizzes"
      pick={pick}
      aside={<CardPreview words={words} body={body} locale={locale} texts={texts} pool={pool} />}
    >
      <Purpose words={words} bank={bank} body={body} change={change} topics={topics} fixed={published}>
        {!doc && <SlugField words={words} slug={slug} put={setSlug} example="june-2026" />}
      </Purpose>
      <Titles body={body} change={change} locale={locale} pick={pick} words={words} />
      <Window words={words} body={body} change={change} now={now} hint={words[`window_hint_${body.purpose}`]} />
      {body.purpose === 'contest' && (
        <>
          <ContestRules words={words} body={body} change={change} />
          <PoolItems {...items} />
        </>
      )}
      {body.purpose === 'monitoring' && <FormItems {...items} version={version} />}
    </Frame>
  );
}
