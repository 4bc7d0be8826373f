import { useMemo, useState } from 'preact/hooks';
import type { Locale } from '../../contract/locales.ts';
import type { Areas } from '../../i18n/keys.ts';
import type { QuestionBody } from '../documents.ts';
import { Console } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { Basics } from './Basics.tsx';
import { Frame } from './Frame.tsx';
import { findingsOf, fromServer, together } from './findings.ts';
import { Grounds } from './Grounds.tsx';
import { type PlayerTexts, Preview } from './Preview.tsx';
import { keyOfPage, today } from './page.ts';
import { emptyQuestion, tidy } from './question.ts';
import { readQuestion } from './read.ts';
import { useDocument } from './useDocument.ts';
import { factState, useFacts } from './useFacts.ts';
import { QuestionWords } from './Words.tsx';

interface Props {
  shell: Shell;
  words: Areas['console_editor'];
  bank: Areas['console_bank'];
  /** knowledge points by number, as the screen names them */
  topics: Record<number, string>;
  texts: Record<Locale, PlayerTexts>;
}

/** Writing and reviewing one question. */
export function QuestionEditor({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review']}>
      {() => <Editor {...props} />}
    </Console>
  );
}

function Editor({ words, bank, topics, texts }: Omit<Props, 'shell'>) {
  const [key] = useState(() => keyOfPage(location));
  const [day] = useState(today);
  const editing = useDocument<QuestionBody>({
    kind: 'question',
    key,
    empty: () => emptyQuestion(day),
    tidy,
    read: readQuestion,
  });
  const { body, change, doc, problems, dirty } = editing;
  const [locale, pick] = useState<Locale>('zh-Hans');
  const known = useFacts(body.facts);
  const findings = useMemo(() => {
    const bad = (code: string) => ['unchecked', 'unknown'].includes(factState(known.get(code)));
    const own = findingsOf(doc?.key ?? '', body, new Set(body.facts.filter(bad)));
    return together(own, dirty ? [] : fromServer(problems));
  }, [doc, body, known, problems, dirty]);
  const names = { words, bank, topics };
  return (
    <Frame
      kind="question"
      editing={editing}
      names={names}
      findings={findings}
      list="/staff/questions"
      pick={pick}
      aside={<Preview body={body} locale={locale} texts={texts} />}
    >
      <Basics body={body} change={change} bank={bank} topics={topics} poolFixed={doc !== null} />
      <QuestionWords body={body} change={change} locale={locale} pick={pick} />
      <Grounds body={body} change={change} known={known} today={day} />
    </Frame>
  );
}
