import { useEffect, useState } from 'preact/hooks';
import { formatDate } from '../../i18n/format.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { useDesk } from '../shell/Console.tsx';
import { askEntry, askTypes, type EntryRow, type EntrySeen, type RegisterWords, type TypeCard } from './calls.ts';
import { inWords, sayFigure } from './say.ts';

/** Accounts whose snapshots are read at once; of others the newest figures stand in the register. */
const MOST = 30;

/** Media accounts with their dated snapshots: brought in from the platforms, never added to what was measured here. */
export function Accounts({ words, list }: { words: RegisterWords; list: readonly EntryRow[] }) {
  const { locale, prefix, fail } = useDesk();
  const [seen, setSeen] = useState<{ type: TypeCard; entries: EntrySeen[] } | null>(null);
  useEffect(() => {
    let current = true;
    const read = async () => {
      const type = (await askTypes()).find(({ key }) => key === 'media_account');
      const entries: EntrySeen[] = [];
      // one after the other: thirty calls at once would be refused
      for (const { key } of list.slice(0, MOST)) entries.push(await askEntry('media_account', key));
      if (current && type) setSeen({ type, entries });
    };
    read().catch(fail);
    return () => {
      current = false;
    };
  }, [list, fail]);
  const rows = (seen?.entries ?? []).flatMap(({ entry, figures }) => {
    if (!entry) return [];
    const days = [...new Set(figures.filter(({ measure }) => measure !== 'number').map(({ as_of }) => as_of))];
    return days
      .sort((a, b) => b.localeCompare(a))
      .map((day, i) => [
        i === 0 ? (
          <a key="name" href={`${prefix}/staff/entry?type=media_account&key=${entry.key}`}>
            {inWords(locale, entry.title)}
          </a>
        ) : (
          ''
        ),
        formatDate(locale, day),
        ...(seen?.type.measures ?? []).map(({ name, unit }) => {
          const figure = figures.find(({ measure, as_of }) => measure === name && as_of === day);
          return figure ? sayFigure(words, locale, figure, unit) : '–';
        }),
        figures.find(({ as_of }) => as_of === day)?.source ?? '',
      ]);
  });
  return (
    <section class="stack" aria-labelledby="accounts" aria-busy={!seen}>
      <h2 id="accounts">{words.accounts}</h2>
      <p class="muted">{words.accounts_lead}</p>
      {seen && (
        <DataTable
          caption={words.accounts_caption}
          columns={[
            { label: words.account },
            { label: words.as_of },
            ...seen.type.measures.map(({ label }) => ({ label: inWords(locale, label), num: true })),
            { label: words.source },
          ]}
          rows={rows}
        />
      )}
    </section>
  );
}
