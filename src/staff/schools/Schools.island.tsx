import { useMemo, useRef, useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { Invite } from '../people/Invite.tsx';
import type { PeopleWords } from '../people/people.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { More, Teach, Toolbar } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { type RegisterFilter, type SchoolRow, type SchoolWords, SHOWN } from './calls.ts';
import { type Place, placesOf } from './places.ts';
import { SchoolTable } from './SchoolTable.tsx';
import { Standing } from './Standing.tsx';
import { useRegister } from './useRegister.ts';

interface Props {
  shell: Shell;
  words: SchoolWords;
  people: PeopleWords;
  districts: Place[];
}

/** The register of schools of a city or district, and where their administrators are invited. */
export function Schools({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need="schools.manage">
      {() => <Desk {...props} />}
    </Console>
  );
}

function Desk({ words, people, districts }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const places = useMemo(() => placesOf(desk.me, districts, desk.locale), [desk.me, districts, desk.locale]);
  const { place, filter, list, change, more, reload } = useRegister(places, desk.fail);
  const [inviting, setInviting] = useState<SchoolRow | null>(null);
  const search = useRef<HTMLInputElement>(null);
  if (!list) {
    return (
      <p class="muted" role="status">
        {desk.words.loading}
      </p>
    );
  }
  const nothing = list.counts.all === 0 && !filter.text && !filter.show;
  const shown = words as Record<string, string>;
  return (
    <div class="stack" aria-busy={list.loading}>
      <Standing words={words} roster={list.roster} year={list.year} />
      <Toolbar label={words.acts}>
        <input
          ref={search}
          type="search"
          class="grow"
          name="text"
          aria-label={words.search}
          placeholder={words.search}
          value={filter.text ?? ''}
          onInput={(event) => change({ text: event.currentTarget.value })}
        />
        {places.length > 1 && (
          <select
            name="county"
            aria-label={words.county}
            value={place}
            onChange={(event) => change({ place: event.currentTarget.value })}
          >
            {places.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
        <select
          name="show"
          aria-label={words.show}
          value={filter.show ?? ''}
          onChange={(event) => change({ show: (event.currentTarget.value || undefined) as RegisterFilter['show'] })}
        >
          <option value="">{fill(words.show_all, { count: list.counts.all })}</option>
          {SHOWN.map((one) => (
            <option key={one} value={one}>
              {fill(shown[`show_${one}`] ?? one, { count: list.counts[one] })}
            </option>
          ))}
        </select>
        <a class="btn" href={`${desk.prefix}/staff/roster`}>
          {words.to_roster}
        </a>
      </Toolbar>
      {nothing && (
        <Teach title={words.no_schools} text={words.no_schools_text}>
          <a class="btn main" href={`${desk.prefix}/staff/roster`}>
            {words.import}
          </a>
        </Teach>
      )}
      {!nothing && list.items.length === 0 && <p class="muted">{words.none_found}</p>}
      {list.items.length > 0 && (
        <>
          <SchoolTable words={words} rows={list.items} districts={districts} search={search} invite={setInviting} />
          <More shown={list.items.length} total={list.total} more={list.next ? more : undefined} />
        </>
      )}
      <Invite
        words={people}
        open={inviting !== null}
        grantable={inviting ? [{ role: 'school_admin', place: inviting.code, place_name: inviting.name }] : []}
        close={(made) => {
          setInviting(null);
          if (made) reload();
        }}
      />
    </div>
  );
}
