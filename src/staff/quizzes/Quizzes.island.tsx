import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';
import { name } from '../bank/Chips.tsx';
import { DocumentList } from '../bank/DocumentList.tsx';
import type { Row } from '../documents.ts';
import { today } from '../editor/page.ts';
import { Console } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { PURPOSES, type QuizWords, windowState } from './quiz.ts';

interface Props {
  shell: Shell;
  words: QuizWords;
  bank: Areas['console_bank'];
}

/** The list of practice quizzes, contests and monitoring forms. */
export function Quizzes({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review']}>
      {() => <Listing {...props} />}
    </Console>
  );
}

function Listing({ words, bank }: Omit<Props, 'shell'>) {
  const purposes = PURPOSES.map((one) => [one, name(bank, 'pool', one)] as const);
  return (
    <DocumentList
      kind="quiz"
      words={words}
      bank={bank}
      label={words.quiz}
      columns={[
        { label: words.field_purpose, cell: (row: Row) => name(bank, 'pool', row.pool) },
        { label: words.window, wide: true, cell: (row: Row) => <WindowCell words={words} row={row} /> },
      ]}
      choices={[{ field: 'pool', label: words.field_purpose, values: purposes }]}
      creates={(['contest', 'practice', 'monitoring'] as const).map((one) => ({
        query: `?purpose=${one}`,
        text: words[`create_${one}`],
      }))}
      steps={purposes.map(([one, kind]) => fill(words.kind_and_text, { kind, text: words[`about_${one}`] }))}
    />
  );
}

/** From which day until which a quiz is open, and whether that is now. */
function WindowCell({ words, row }: { words: QuizWords; row: Row }) {
  const { valid_from: from, valid_to: to } = row;
  const state = windowState(from, to, today());
  if (state === 'always') return words.window_always;
  return (
    <>
      <span class={state === 'open' ? 'state published' : 'state'}>{words[`window_${state}`]}</span>{' '}
      <span class="muted small num">{fill(words.window_span, { from: from ?? '…', to: to ?? '…' })}</span>
    </>
  );
}
