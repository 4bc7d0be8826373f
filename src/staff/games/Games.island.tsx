import type { GameKind } from '../../contract/trails.ts';
import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';
import { DocumentList } from '../bank/DocumentList.tsx';
import type { Row } from '../documents.ts';
import { Console } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { GAME_KINDS, type GameEditorWords } from './game.ts';

interface Props {
  shell: Shell;
  words: GameEditorWords;
  bank: Areas['console_bank'];
  topics: Record<number, string>;
}

/** The list of games. */
export function Games({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review']}>
      {() => <Listing {...props} />}
    </Console>
  );
}

function Listing({ words, bank, topics }: Omit<Props, 'shell'>) {
  const kinds = GAME_KINDS.map((one) => [one, words[`kind_${one}`]] as const);
  return (
    <DocumentList
      kind="game"
      words={words}
      bank={bank}
      label={words.game}
      columns={[
        {
          label: words.field_kind,
          cell: (row: Row) => words[`kind_${row.question_kind as unknown as GameKind}`] ?? '–',
        },
        {
          label: bank.kp_column,
          wide: true,
          cell: (row: Row) =>
            row.kp ? (
              <>
                <span class="num">{row.kp}</span> {topics[row.kp]}
              </>
            ) : (
              '–'
            ),
        },
      ]}
      choices={[
        { field: 'question_kind', label: words.field_kind, values: kinds },
        {
          field: 'kp',
          label: bank.kp,
          values: Object.entries(topics).map(([code, topic]) => [code, `${code} ${topic}`] as const),
        },
      ]}
      creates={kinds.map(([one, text]) => ({ query: `?kind=${one}`, text: fill(words.create_kind, { kind: text }) }))}
      steps={kinds.map(([one, kind]) => fill(words.kind_and_text, { kind, text: words[`about_${one}`] }))}
    />
  );
}
