import { DataTable } from '../../ui/DataTable.tsx';
import { useDesk } from '../shell/Console.tsx';
import type { EntryRow, PlaceRow, RegisterWords, SeenRow, TypeCard } from './calls.ts';
import { differences } from './fields.ts';
import { inWords, sayDays, sayFigure } from './say.ts';

const MARKS = { fresh: '', changed: 'changed', same: 'superseded', removed: 'withdrawn' } as const;

interface Props {
  words: RegisterWords;
  type: TypeCard;
  rows: readonly SeenRow[];
  places: readonly PlaceRow[];
  choices: Record<string, EntryRow[]>;
}

/** Rows of a batch beside what stands: what is new, and of what changed the old value too. */
export function Compared({ words, type, rows, places, choices }: Props) {
  const { locale } = useDesk();
  const placeName = (code: string) => inWords(locale, places.find((one) => one.code === code)?.name) || code;
  const names = new Map(
    Object.values(choices).flatMap((all) => all.map(({ key, title }) => [key, inWords(locale, title)] as const)),
  );
  const cellsOf = (row: SeenRow) => {
    const body = row.act === 'remove' ? (row.before ?? {}) : row;
    const changes =
      row.note === 'changed' ? differences(words, locale, type, row.before ?? {}, row, placeName, names) : [];
    return [
      row.row,
      <>
        {inWords(locale, body.title) || row.key}
        <br />
        <span class="muted small">{placeName(body.place ?? '')}</span>
      </>,
      <span key="note" class={`state ${MARKS[row.note]}`}>
        {words[`note_${row.note}`]}
      </span>,
      sayDays(words, locale, body.from, body.to) || words.always,
      body.number ? sayFigure(words, locale, body.number, type.unit) : '–',
      ...type.measures.map(({ name, unit }) => {
        const figure = body.measures?.[name];
        return figure ? sayFigure(words, locale, figure, unit) : '–';
      }),
      changes.length > 0 && (
        <ul class="changes" key="changes">
          {changes.map(({ label, was, now }) => (
            <li key={label}>
              <span class="muted">{label}</span> <del>{was}</del> → <ins>{now}</ins>
            </li>
          ))}
        </ul>
      ),
    ];
  };
  return (
    <div class="by-row">
      <DataTable
        caption={words.checking}
        columns={[
          { label: words.row },
          { label: words.entry },
          { label: words.state },
          { label: words.days },
          { label: words.number, num: true },
          ...type.measures.map((measure) => ({ label: inWords(locale, measure.label), num: true })),
          { label: words.changes },
        ]}
        rows={rows.map(cellsOf)}
      />
    </div>
  );
}
