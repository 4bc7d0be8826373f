import { formatDate } from '../../i18n/format.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { useDesk } from '../shell/Console.tsx';
import type { EntryRow, EntrySeen, PlaceRow, RegisterWords, TypeCard } from './calls.ts';
import { differences } from './fields.ts';
import { inWords, sayFigure } from './say.ts';

interface Props {
  words: RegisterWords;
  type: TypeCard;
  places: readonly PlaceRow[];
  choices: Record<string, EntryRow[]>;
  seen: EntrySeen;
}

/** Dated figures, and every version that was signed with what it changed. */
export function EntryHistory({ words, type, places, choices, seen }: Props) {
  const { locale } = useDesk();
  const placeName = (code: string) => inWords(locale, places.find((one) => one.code === code)?.name) || code;
  const names = new Map(
    Object.values(choices).flatMap((all) => all.map(({ key, title }) => [key, inWords(locale, title)] as const)),
  );
  const labelOf = (measure: string) => {
    const own = type.measures.find(({ name }) => name === measure);
    return { label: own ? inWords(locale, own.label) : words.number, unit: own?.unit ?? type.unit };
  };
  return (
    <>
      {seen.figures.length > 0 && (
        <section class="stack headed">
          <h2>{words.dated_figures}</h2>
          <DataTable
            caption={words.dated_figures}
            columns={[
              { label: words.figure },
              { label: words.value, num: true },
              { label: words.as_of },
              { label: words.source },
            ]}
            rows={seen.figures.map((one) => {
              const { label, unit } = labelOf(one.measure);
              return [label, sayFigure(words, locale, one, unit), formatDate(locale, one.as_of), one.source];
            })}
          />
        </section>
      )}
      <section class="stack headed">
        <h2>{words.history}</h2>
        <DataTable
          caption={words.history}
          columns={[
            { label: words.signed_on },
            { label: words.changes },
            { label: words.as_of },
            { label: words.source },
            { label: words.made_by },
            { label: words.signed_by },
          ]}
          rows={seen.history.map((one, i) => {
            const before = seen.history[i + 1]?.body;
            const changes =
              one.body && before ? differences(words, locale, type, before, one.body, placeName, names) : [];
            return [
              formatDate(locale, one.signed_at),
              one.act === 'remove' ? (
                words.note_removed
              ) : changes.length === 0 ? (
                before ? (
                  words.note_same
                ) : (
                  words.note_fresh
                )
              ) : (
                <ul class="changes" key="changes">
                  {changes.map(({ label, was, now }) => (
                    <li key={label}>
                      <span class="muted">{label}</span> <del>{was}</del> → <ins>{now}</ins>
                    </li>
                  ))}
                </ul>
              ),
              formatDate(locale, one.as_of),
              one.source,
              one.made_by,
              one.signed_by,
            ];
          })}
        />
      </section>
    </>
  );
}
