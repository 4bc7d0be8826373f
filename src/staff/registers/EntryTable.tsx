import { formatDate } from '../../i18n/format.ts';
import { useDesk } from '../shell/Console.tsx';
import { ListTable } from '../shell/ListTable.tsx';
import type { EntryRow, RegisterWords, TypeCard } from './calls.ts';
import { inWords, sayDays, sayFigure, sayValue } from './say.ts';

/** Kinds of fields that a list has room for. */
const SHOWN = ['choice', 'choices', 'number', 'day', 'text'];
const MOST_SHOWN = 3;

interface Props {
  words: RegisterWords;
  type: TypeCard;
  rows: readonly EntryRow[];
  choices: Record<string, EntryRow[]>;
  search: { current: HTMLInputElement | null };
  create?: string;
}

/** Entries, one a row: number, days, place, the first fields, figures, source. */
export function EntryTable({ words, type, rows, choices, search, create }: Props) {
  const { locale, prefix } = useDesk();
  const names = new Map(
    Object.values(choices).flatMap((all) => all.map(({ key, title }) => [key, inWords(locale, title)] as const)),
  );
  // what nobody has filled in takes no room
  const fields = type.fields
    .filter(({ kind, name }) => SHOWN.includes(kind) && rows.some((row) => row.fields[name] !== undefined))
    .slice(0, MOST_SHOWN);
  const measures = type.measures.filter(({ name }) => rows.some((row) => row.measures[name]));
  const numbers = rows.some(({ number }) => number.value !== 1 || number.qualifier !== 'exact');
  return (
    <ListTable
      caption={inWords(locale, type.name)}
      rows={rows}
      keyOf={(row) => row.key}
      search={search}
      {...(create ? { create } : {})}
      name={{
        label: words.entry,
        text: (row) => inWords(locale, row.title),
        href: (row) => `${prefix}/staff/entry?type=${type.key}&key=${row.key}`,
        note: (row) => row.ended && <span class="state withdrawn">{words.ended}</span>,
      }}
      columns={[
        { label: words.place, wide: true, cell: (row) => inWords(locale, row.place_name) },
        ...(numbers
          ? [
              {
                label: words.number,
                num: true,
                cell: (row: EntryRow) => sayFigure(words, locale, row.number, type.unit),
              },
            ]
          : []),
        ...measures.map((measure) => ({
          label: inWords(locale, measure.label),
          num: true,
          cell: (row: EntryRow) => {
            const figure = row.measures[measure.name];
            return figure ? sayFigure(words, locale, figure, measure.unit) : '–';
          },
        })),
        ...fields.map((field) => ({
          label: inWords(locale, field.label),
          wide: true,
          wrap: true,
          cell: (row: EntryRow) => sayValue(words, locale, field, row.fields[field.name], names),
        })),
        { label: words.days, wide: true, cell: (row) => sayDays(words, locale, row.from, row.to) || words.always },
        { label: words.source, wide: true, wrap: true, cell: (row) => row.source },
        { label: words.as_of, wide: true, cell: (row) => formatDate(locale, row.as_of) },
      ]}
    />
  );
}
