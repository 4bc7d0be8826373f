import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';
import { name } from '../bank/Chips.tsx';
import { DocumentList } from '../bank/DocumentList.tsx';
import { WindowCell } from '../bank/WindowCell.tsx';
import type { Row } from '../documents.ts';
import { Console } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { PURPOSES, type QuizWords } from './quiz.ts';

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
