import type { Areas } from '../../i18n/keys.ts';
import { DocumentList } from '../bank/DocumentList.tsx';
import { WindowCell } from '../bank/WindowCell.tsx';
import type { Row } from '../documents.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { may, type Right } from '../shell/me.ts';
import { Teach } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { useLeft } from './useLeft.ts';
import type { RewardWords } from './words.ts';

interface Props {
  shell: Shell;
  words: RewardWords;
  bank: Areas['console_bank'];
}

const WRITERS: readonly Right[] = ['content.write', 'content.review'];

/** The list of gifts, with what of each can still be claimed. */
export function Gifts({ shell, words, bank }: Props) {
  return (
    <Console shell={shell} need={[...WRITERS, 'rewards.manage']}>
      {(me) =>
        may(me, WRITERS) ? (
          <Listing words={words} bank={bank} />
        ) : (
          <Teach title={words.not_a_writer} text={words.not_a_writer_text}>
            <a class="btn main" href={`${shell.prefix}/staff/stock`}>
              {words.to_stock}
            </a>
          </Teach>
        )
      }
    </Console>
  );
}

function Listing({ words, bank }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const manages = may(desk.me, 'rewards.manage');
  const left = useLeft(manages);
  const stock = {
    label: words.left,
    num: true,
    cell: (row: Row) => <Left words={words} left={left?.get(row.key)} known={left !== null} />,
  };
  return (
    <DocumentList
      kind="gift"
      words={words}
      bank={bank}
      label={words.gift}
      columns={[
        { label: words.window, wide: true, cell: (row: Row) => <WindowCell words={words} row={row} /> },
        ...(manages ? [stock] : []),
      ]}
      choices={[]}
      creates={[{ query: '', text: words.create }]}
      ways={
        <>
          <a class="btn" href={`${desk.prefix}/staff/points`}>
            {words.to_points}
          </a>
          {manages && (
            <a class="btn" href={`${desk.prefix}/staff/stock`}>
              {words.to_stock}
            </a>
          )}
        </>
      }
      steps={[words.step_1, words.step_2, words.step_3]}
    />
  );
}

/** What can still be claimed at all counters together. */
function Left({ words, left, known }: { words: RewardWords; left: number | undefined; known: boolean }) {
  if (!known) return null;
  if (left === undefined) return <span class="muted">{words.never_stocked}</span>;
  return <span class={left > 0 ? undefined : 'warn'}>{left}</span>;
}
