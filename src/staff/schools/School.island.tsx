import { useCallback, useEffect, useState } from 'preact/hooks';
import { formatNumber } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import type { PeopleWords } from '../people/people.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { type Me, may } from '../shell/me.ts';
import type { Shell } from '../shell/shell.ts';
import { Checklists } from './Checklists.tsx';
import { ClassTable } from './ClassTable.tsx';
import { askSchool, type SchoolPage, type SchoolWords } from './calls.ts';
import { Grades } from './Grades.tsx';
import { yearName } from './places.ts';
import { StaffOfSchool } from './StaffOfSchool.tsx';
import { Standing } from './Standing.tsx';
import { YearEnd } from './YearEnd.tsx';

interface Props {
  words: SchoolWords;
  people: PeopleWords;
}

/** One school: its classes, people and checklists for who runs it; its figures for the district. */
export function School({ shell, ...props }: Props & { shell: Shell }) {
  return (
    <Console shell={shell} need={['classes.manage', 'schools.manage']}>
      {() => <Desk {...props} />}
    </Console>
  );
}

/** Schools where somebody runs the classes themselves. */
const ownSchools = (me: Me) => me.roles.filter(({ role }) => role === 'school_admin').map(({ place }) => place);

function Desk({ words, people }: Props) {
  const desk = useDesk();
  const { locale, fail, me } = desk;
  const [wanted, setWanted] = useState<{ school: string; year: string | null } | null>(null);
  const [page, setPage] = useState<SchoolPage | null>(null);
  useEffect(() => {
    const query = new URLSearchParams(location.search);
    setWanted({ school: query.get('s') ?? ownSchools(me)[0] ?? '', year: query.get('y') });
  }, [me]);
  const load = useCallback(async () => {
    if (!wanted?.school) return;
    try {
      setPage(await askSchool(wanted.school, wanted.year, locale));
    } catch (error) {
      fail(error);
    }
  }, [wanted, locale, fail]);
  useEffect(() => {
    void load();
  }, [load]);
  const back = may(me, 'schools.manage') && (
    <p>
      <a class="btn quiet" href={`${desk.prefix}/staff/schools`}>
        ← {words.to_schools}
      </a>
    </p>
  );
  if (wanted && !wanted.school) {
    return (
      <>
        {back}
        <p>{words.no_school}</p>
      </>
    );
  }
  if (!page) {
    return (
      <>
        {back}
        <p class="muted" role="status">
          {desk.words.loading}
        </p>
      </>
    );
  }
  const { school, year } = page;
  const total = (of: (one: SchoolPage['classes'][0]) => number) => page.classes.reduce((sum, one) => sum + of(one), 0);
  const asked = page.enrolment.filter((one) => one.asked).reduce((sum, one) => sum + one.pupils, 0);
  const cells: [string, number | null][] = [
    [words.classes, page.classes.length],
    [words.in_roster, page.roster ? asked : null],
    [words.joined, total((one) => one.joined)],
    [words.begun, total((one) => one.begun)],
    [fill(words.done, { lessons: page.lessons }), total((one) => one.done)],
  ];
  const years = [...new Set([page.this_year, ...page.years, year])].sort().reverse();
  const change = (next: string) => {
    history.replaceState(null, '', `${location.pathname}?s=${school.code}&y=${next}`);
    setWanted({ school: school.code, year: next });
  };
  return (
    <>
      {back}
      <header class="row">
        <div class="grow">
          <h2 data-testid="school-name">{school.name}</h2>
          <p class="muted">
            {school.county_name} · {words[`kind_${school.kind}`]} · <span class="num">{school.code}</span>
          </p>
        </div>
        <label class="row tight">
          <span>{words.school_year}</span>
          <select name="year" value={year} onChange={(event) => change(event.currentTarget.value)}>
            {years.map((one) => (
              <option key={one} value={one}>
                {fill(words.year_of, { year: yearName(one) })}
              </option>
            ))}
          </select>
        </label>
      </header>
      <dl class="counts">
        {cells.map(([label, value]) => (
          <div key={label}>
            <dt class="muted small">{label}</dt>
            <dd class="num">{value === null ? '–' : formatNumber(locale, value)}</dd>
          </div>
        ))}
      </dl>
      <Standing words={words} roster={page.roster} year={year} />
      {page.manages && page.old_classes > 0 && <YearEnd words={words} page={page} done={load} />}
      <ClassTable words={words} page={page} />
      <Grades words={words} page={page} />
      <Checklists words={words} page={page} changed={load} />
      {may(me, 'people.manage') && <StaffOfSchool words={words} people={people} school={school.code} />}
    </>
  );
}
