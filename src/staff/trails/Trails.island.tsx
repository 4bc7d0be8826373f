import type { Areas } from '../../i18n/keys.ts';
import { DocumentList } from '../bank/DocumentList.tsx';
import type { Row } from '../documents.ts';
import { Console } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import type { Shell } from '../shell/shell.ts';
import { Published } from './Published.tsx';
import type { TrailWords } from './trail.ts';
import { Ways } from './Ways.tsx';

interface Props {
  shell: Shell;
  words: TrailWords;
  bank: Areas['console_bank'];
}

/** The list of trails: to be written, or only to be printed and looked at. */
export function Trails({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review', 'figures.see', 'rewards.manage', 'counter.serve']}>
      {(me) => (may(me, ['content.write', 'content.review']) ? <Listing {...props} /> : <Published {...props} />)}
    </Console>
  );
}

function Listing({ words, bank }: Omit<Props, 'shell'>) {
  return (
    <DocumentList
      kind="trail"
      words={words}
      bank={bank}
      label={words.trail}
      columns={[
        {
          label: words.ways,
          wide: true,
          cell: (row: Row) => (row.live ? <Ways words={words} slug={row.key} /> : '–'),
        },
      ]}
      choices={[]}
      creates={[{ query: '', text: words.create }]}
      steps={[words.empty_1, words.empty_2, words.empty_3, words.empty_4]}
    />
  );
}
