import { formatNumber } from '../../i18n/format.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { ComparedRow, SchoolWords } from './calls.ts';
import type { Place } from './places.ts';

interface Props {
  words: SchoolWords;
  rows: readonly ComparedRow[];
  districts: readonly Place[];
}

/** Schools of a roster with their pupils now and before. */
export function Compared({ words, rows, districts }: Props) {
  const { locale } = useDesk();
  const number = (value: number | null) => (value === null ? '–' : formatNumber(locale, value));
  const change = (now: number | null, before: number | null) => {
    if (before === null || now === null || now === before) return '';
    return `${now > before ? '+' : '−'}${formatNumber(locale, Math.abs(now - before))}`;
  };
  return (
    <DataTable
      caption={words.checking}
      columns={[
        { label: words.school },
        { label: words.county },
        { label: words.kind },
        { label: words.by_grade },
        { label: words.now, num: true },
        { label: words.was, num: true },
        { label: words.change, num: true },
        { label: words.notes },
      ]}
      rows={rows.map((row) => [
        <>
          {row.name}
          <br />
          <span class="muted small num">{row.code}</span>
        </>,
        districts.find(({ code }) => code === row.county)?.name ?? row.county,
        words[`kind_${row.kind}`],
        Object.entries(row.grades ?? {})
          .map(([grade, count]) => `${grade}: ${number(count)}`)
          .join(' · '),
        number(row.pupils),
        number(row.before),
        change(row.pupils, row.before),
        <span class="states" key="notes">
          {row.notes.map((note) => (
            <span key={note} class={`state ${note === 'new' || note === 'renamed' ? '' : 'changed'}`}>
              {words[`note_${note}`]}
            </span>
          ))}
          {row.old_name && <span class="muted small">{fill(words.old_name, { name: row.old_name })}</span>}
        </span>,
      ])}
    />
  );
}
