import { formatDate, formatNumber } from '../../i18n/format.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { BatchCard, RegisterWords, TypeCard } from './calls.ts';
import { inWords } from './say.ts';

/** The state of a batch in one word. */
export function BatchState({ words, of }: { words: RegisterWords; of: BatchCard }) {
  const partial = of.state === 'draft' && of.rows < of.expected;
  const mark = partial ? 'draft' : of.state === 'draft' ? 'review' : 'published';
  return <span class={`state ${mark}`}>{partial ? words.batch_partial : words[`batch_${of.state}`]}</span>;
}

/** What a batch does, in counts: only what there is. */
export function sayChanges(words: RegisterWords, locale: string, { fresh, changed, removed }: BatchCard): string {
  const told = [
    ['fresh', fresh],
    ['changed', changed],
    ['removed', removed],
  ] as const;
  return told
    .filter(([, count]) => count > 0)
    .map(([note, count]) => `${words[`note_${note}`]} ${count.toLocaleString(locale)}`)
    .join(' · ');
}

interface Props {
  words: RegisterWords;
  list: readonly BatchCard[];
  types: readonly TypeCard[];
  caption: string;
}

/** Batches, each leading to its rows. */
export function Batches({ words, list, types, caption }: Props) {
  const { locale, prefix } = useDesk();
  const nameOf = (key: string) => inWords(locale, types.find((type) => type.key === key)?.name) || key;
  return (
    <DataTable
      caption={caption}
      columns={[
        { label: words.batch },
        { label: words.state },
        { label: words.rows, num: true },
        { label: words.changes },
        { label: words.as_of },
        { label: words.source },
        { label: words.made_by },
        { label: words.signed_by },
      ]}
      rows={list.map((one) => [
        <a key="name" href={`${prefix}/staff/batch?b=${one.id}`} data-batch={one.id}>
          {fill(words.batch_name, { type: nameOf(one.type), place: inWords(locale, one.place_name) })}
        </a>,
        <BatchState key="state" words={words} of={one} />,
        formatNumber(locale, one.rows),
        sayChanges(words, locale, one),
        <span key="day" class="day">
          {formatDate(locale, one.as_of)}
        </span>,
        one.source,
        one.made_by,
        one.signed_by ?? '–',
      ])}
    />
  );
}
