import type { ReadQuestion } from '../../exercise/exchange/types.ts';
import type { Areas } from '../../i18n/keys.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { fillCount } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';

const MOST = 20;

/** The first questions as they were understood: one look tells whether columns and answers went where they belong. */
export function FirstRows({ words, questions }: { words: Areas['console_exchange']; questions: ReadQuestion[] }) {
  const { locale } = useDesk();
  if (!questions.length) return null;
  const first = questions.slice(0, MOST);
  const caption = fillCount(words, 'first_rows', first.length, locale);
  return (
    <section class="stack">
      <h2>{caption}</h2>
      <DataTable
        caption={caption}
        columns={[
          { label: words.row },
          { label: words.kind },
          { label: words.kp, num: true },
          { label: words.stem },
          { label: words.answer },
        ]}
        rows={first.map(({ row, draft }) => {
          const own = draft.words['zh-Hans'];
          const right = own?.options.filter((_, i) => draft.answer.includes('ABCDEF'[i] ?? '-')).join('；');
          return [
            row,
            words[`kind_${draft.kind}`],
            draft.kp,
            own?.stem,
            draft.kind === 'sort' ? draft.answer : `${draft.answer} ${right}`,
          ];
        })}
      />
    </section>
  );
}
