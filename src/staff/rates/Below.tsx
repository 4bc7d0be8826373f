import { useMemo, useState } from 'preact/hooks';
import type { CourseCounts } from '../../contract/course-rates.ts';
import { fill } from '../../ui/fill.ts';
import { placeName } from '../people/people.ts';
import { useDesk } from '../shell/Console.tsx';
import { columnsOf, rowsOf, type Sort, sorted } from './below.ts';
import { searchOf } from './place.ts';
import { ratesOf } from './rates.ts';
import { countOf, RateCell, type View } from './view.tsx';

const TITLES = { city: 'below_city', county: 'below_county', school: 'below_school' } as const;

/** A grade is named by the page, a district or school by the server. */
export const nameOf = ({ words, rates }: View, row: CourseCounts): string =>
  rates.place.level === 'school' ? fill(words.grade_n, { n: row.code }) : row.name;

/** Districts of a city, schools of a district, grades of a school: sorted by any column, each leading on to its own page. */
export function Below({ view }: { view: View }) {
  const { words, locale, prefix, rates, checks } = view;
  const { place, year } = rates;
  const [sort, setSort] = useState<Sort>({ by: 'name', down: false });
  const rows = useMemo(() => sorted(rowsOf(rates, checks), sort), [rates, checks, sort]);
  const lists = place.level === 'school' ? [] : checks.checklists;
  const title = words[TITLES[place.level]];
  const columns = [
    ...columnsOf(place.level).map((by) => ({ by: by as string, label: words[`short_${by as 'done'}`] })),
    ...lists.map(({ slug, title: name }) => ({ by: slug, label: placeName(locale, name) })),
  ];
  return (
    <section class="stack" aria-labelledby="below">
      <div class="row">
        <h2 id="below" class="grow">
          {title}
        </h2>
        <Download view={view} />
      </div>
      {rows.length === 0 ? (
        <p class="muted">{words.below_none}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <div class="table below" role="region" aria-label={title} tabIndex={0}>
          <table>
            <caption class="vh">{title}</caption>
            <thead>
              <tr>
                <SortHead by="name" label={words[`name_${place.level}`]} sort={sort} set={setSort} />
                {columns.map(({ by, label }) => (
                  <SortHead key={by} by={by} label={label} num sort={sort} set={setSort} />
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const all = ratesOf(row);
                const name = nameOf(view, row);
                return (
                  <tr key={row.code} data-code={row.code}>
                    <th scope="row">
                      {place.level === 'school' ? (
                        name
                      ) : (
                        <a href={`${prefix}/staff/rates${searchOf({ place: row.code, year })}`}>{name}</a>
                      )}
                      {place.level === 'county' && <Standing view={view} row={row} />}
                    </th>
                    {columns.map(({ by }) => {
                      const ticked = row.checks[by];
                      return (
                        <td key={by} class="num">
                          {ticked ? countOf(locale, ticked) : <RateCell rate={all[by as 'done']} locale={locale} />}
                        </td>
                      );
                    })}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {lists.length > 0 && <p class="muted small">{words[`checks_${place.level as 'city'}`]}</p>}
    </section>
  );
}

/** Whether a school is in the roster, has classes, and holds class hours. */
function Standing({ view: { words, rates }, row }: { view: View; row: CourseCounts }) {
  if (rates.total.schools > 0 && row.schools_unlisted > 0)
    return <span class="state changed">{words.state_unlisted}</span>;
  if (row.schools_registered === 0) return <span class="state draft">{words.state_none}</span>;
  return row.schools_idle > 0 ? <span class="state review">{words.state_idle}</span> : null;
}

interface HeadProps {
  by: string;
  label: string;
  num?: boolean;
  sort: Sort;
  set: (sort: Sort) => void;
}

function SortHead({ by, label, num, sort, set }: HeadProps) {
  const here = sort.by === by;
  return (
    <th
      scope="col"
      class={num ? 'num' : undefined}
      aria-sort={here ? (sort.down ? 'descending' : 'ascending') : undefined}
    >
      <button type="button" class="sort" onClick={() => set({ by, down: here && !sort.down })}>
        {label}
        <span aria-hidden="true">{here ? (sort.down ? ' ↓' : ' ↑') : ' ↕'}</span>
      </button>
    </th>
  );
}

function Download({ view }: { view: View }) {
  const { words, rates } = view;
  const { fail } = useDesk();
  const download = async () => {
    try {
      const [{ writeRates }, { save }] = await Promise.all([import('./csv.ts'), import('../exchange/save.ts')]);
      const bytes = writeRates(rates, words, (row) => nameOf(view, row));
      save(bytes, `${words.csv_file}-${rates.place.code}-${rates.year.slice(0, 4)}.csv`, 'text/csv');
    } catch (error) {
      fail(error);
    }
  };
  return (
    <button type="button" class="btn no-print" onClick={download}>
      {words.download}
    </button>
  );
}
