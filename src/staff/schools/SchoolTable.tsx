import { formatNumber } from '../../i18n/format.ts';
import { fill, fillCount } from '../../ui/fill.ts';
import { placeName } from '../people/people.ts';
import { useDesk } from '../shell/Console.tsx';
import { ListTable } from '../shell/ListTable.tsx';
import type { SchoolRow, SchoolWords } from './calls.ts';
import type { Place } from './places.ts';

interface Props {
  words: SchoolWords;
  rows: readonly SchoolRow[];
  districts: readonly Place[];
  search: { current: HTMLInputElement | null };
  invite: (school: SchoolRow) => void;
}

/** Schools of the register, one a row. */
export function SchoolTable({ words, rows, districts, search, invite }: Props) {
  const { locale, prefix } = useDesk();
  const countyOf = (code: string) => districts.find((one) => one.code === code)?.name ?? code;
  return (
    <ListTable
      caption={words.schools}
      rows={rows}
      keyOf={(row) => row.code}
      search={search}
      name={{
        label: words.school,
        text: (row) => placeName(locale, row.name),
        href: (row) => `${prefix}/staff/school?s=${row.code}`,
        note: (row) => (
          <>
            <span class="code muted small">{row.code}</span>
            {row.listed === false && <span class="state changed">{words.unlisted}</span>}
          </>
        ),
      }}
      columns={[
        { label: words.county, wide: true, cell: (row) => countyOf(row.county) },
        { label: words.kind, wide: true, cell: (row) => words[`kind_${row.kind}`] },
        {
          label: words.pupils,
          num: true,
          wide: true,
          cell: (row) => (row.pupils === null ? '–' : formatNumber(locale, row.pupils)),
        },
        { label: words.classes, num: true, cell: (row) => row.classes },
        {
          label: words.state,
          cell: (row) => <span class={`state ${MARKS[row.state]}`}>{words[`state_${row.state}`]}</span>,
        },
        {
          label: words.administrator,
          cell: (row) => {
            if (row.administrators > 0) return fillCount(words, 'administrators', row.administrators, locale);
            const what = row.invited ? words.invited : words.invite;
            return (
              <button
                type="button"
                class="btn quiet"
                aria-label={fill(words.invite_for, { what, name: placeName(locale, row.name) })}
                onClick={() => invite(row)}
              >
                {what}
              </button>
            );
          },
        },
      ]}
    />
  );
}

const MARKS = { none: 'draft', idle: 'review', active: 'published' } as const;
