import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { today } from '../exchange/save.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { askRosters, type RosterList, type SchoolWords } from './calls.ts';
import { Importing } from './Importing.tsx';
import { type Place, placesOf, schoolYear } from './places.ts';
import { Review } from './Review.tsx';
import { Rosters } from './Rosters.tsx';
import { Standing } from './Standing.tsx';

export interface RosterProps {
  words: SchoolWords;
  /** sentences of problems: `p_<code>` of a file, `s_<rule>` of the server */
  problems: Record<string, string>;
  districts: Place[];
  /** the same with the names that stand in files */
  counties: Place[];
}

/** Rosters: brought in by one person, checked and signed by another. */
export function Roster({ shell, ...props }: RosterProps & { shell: Shell }) {
  return (
    <Console shell={shell} need="schools.manage">
      {() => <Desk {...props} />}
    </Console>
  );
}

function Desk(props: RosterProps) {
  const { words, districts } = props;
  const desk = useDesk();
  const { fail } = desk;
  const places = useMemo(() => placesOf(desk.me, districts, desk.locale), [desk.me, districts, desk.locale]);
  const [list, setList] = useState<RosterList | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    const read = () => setShown(new URLSearchParams(location.search).get('r'));
    read();
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, []);
  const top = places[0]?.code ?? '';
  const reload = useCallback(() => askRosters(top).then(setList, fail), [top, fail]);
  useEffect(() => {
    void reload();
  }, [reload]);
  const show = (roster: string | null) => {
    history.pushState(null, '', location.pathname + (roster ? `?r=${roster}` : ''));
    setShown(roster);
    scrollTo(0, 0);
  };
  if (shown)
    return <Review words={words} roster={shown} districts={districts} changed={reload} close={() => show(null)} />;
  return (
    <>
      {list === null ? (
        <p class="muted" role="status">
          {desk.words.loading}
        </p>
      ) : (
        <>
          <Standing words={words} roster={list.standing} year={schoolYear(today())} />
          <Rosters words={words} list={list.items} show={show} />
        </>
      )}
      <Importing {...props} places={places} changed={reload} show={show} />
    </>
  );
}
