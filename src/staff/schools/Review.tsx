import { useCallback, useEffect, useState } from 'preact/hooks';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { placeName } from '../people/people.ts';
import { useDesk } from '../shell/Console.tsx';
import { More } from '../shell/parts.tsx';
import { Compared } from './Compared.tsx';
import { askRoster, NOTES, type RosterSeen, type SchoolWords } from './calls.ts';
import { type Place, yearName } from './places.ts';
import { RosterState } from './Rosters.tsx';
import { Sign } from './Sign.tsx';

interface Props {
  words: SchoolWords;
  roster: string;
  districts: readonly Place[];
  changed: () => void;
  close: () => void;
}

/** A roster beside the one before it, for whoever signs it. */
export function Review({ words, roster, districts, changed, close }: Props) {
  const desk = useDesk();
  const { locale, fail } = desk;
  const [seen, setSeen] = useState<RosterSeen | null>(null);
  const [noted, setNoted] = useState(true);
  const load = useCallback(
    async (before?: RosterSeen) => {
      try {
        const page = await askRoster(roster, noted, before?.next ?? null);
        setSeen({ ...page, rows: [...(before?.rows ?? []), ...page.rows] });
      } catch (error) {
        fail(error);
      }
    },
    [roster, noted, fail],
  );
  useEffect(() => {
    void load();
  }, [load]);
  const back = (
    <p>
      <button type="button" class="btn quiet" onClick={close}>
        ← {words.show_all_rosters}
      </button>
    </p>
  );
  if (!seen) {
    return (
      <>
        {back}
        <p class="muted" role="status">
          {desk.words.loading}
        </p>
      </>
    );
  }
  const { before } = seen;
  const number = (value: number) => formatNumber(locale, value);
  const facts: [string, string, string | null][] = [
    [words.schools_n, number(seen.schools), before && number(before.schools)],
    [words.pupils, number(seen.pupils), before && number(before.pupils)],
  ];
  return (
    <>
      {back}
      <section class="stack" aria-labelledby="roster-name">
        <h2 id="roster-name" class="row">
          {fill(words.roster_name, { place: placeName(locale, seen.place_name), year: yearName(seen.year) })}
          <RosterState words={words} of={seen} />
        </h2>
        <p class="muted">
          {seen.source} · {words.as_of} {formatDate(locale, seen.as_of)} · {words.made_by} {seen.made_by}
          {seen.signed_by && (
            <>
              {' '}
              · {words.signed_by} {seen.signed_by} {formatDate(locale, seen.signed_at ?? '')}
            </>
          )}
        </p>
        <dl class="counts">
          {facts.map(([label, now, was]) => (
            <div key={label}>
              <dt class="muted small">{label}</dt>
              <dd class="num">{now}</dd>
              {was && (
                <dd class="muted small num was">
                  {words.was} {was}
                </dd>
              )}
            </div>
          ))}
          {NOTES.filter((note) => seen.counts[note]).map((note) => (
            <div key={note}>
              <dt class="muted small">{words[`note_${note}`]}</dt>
              <dd class="num" data-testid={`note-${note}`}>
                {number(seen.counts[note] ?? 0)}
              </dd>
            </div>
          ))}
        </dl>
        <p class="num">
          <span class="muted">{words.by_grade}</span>{' '}
          {Object.entries(seen.by_grade)
            .map(([grade, pupils]) => `${fill(words.grade_n, { n: grade })} ${number(pupils)}`)
            .join(' · ')}
        </p>
        <p class="muted small">
          {before
            ? fill(words.before, { source: before.source, as_of: formatDate(locale, before.as_of) })
            : words.no_before}
        </p>
        <Sign
          words={words}
          seen={seen}
          signed={() => {
            void load();
            changed();
          }}
          dropped={() => {
            changed();
            close();
          }}
        />
      </section>
      <section class="stack" aria-label={words.schools}>
        <label class="row tight">
          <input
            type="checkbox"
            name="noted"
            checked={noted}
            onChange={(event) => setNoted(event.currentTarget.checked)}
          />
          {words.only_noted}
        </label>
        {seen.rows.length === 0 ? (
          <p class="muted">{words.nothing_noted}</p>
        ) : (
          <>
            <Compared words={words} rows={seen.rows} districts={districts} />
            <More shown={seen.rows.length} total={seen.total} more={seen.next ? () => void load(seen) : undefined} />
          </>
        )}
      </section>
    </>
  );
}
