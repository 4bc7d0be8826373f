import { useEffect, useMemo, useState } from 'preact/hooks';
import type { DutyCoverage } from '../../contract/registers.ts';
import { today } from '../exchange/save.ts';
import type { Place } from '../schools/places.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import { Teach, Toolbar } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { useAddress } from './address.ts';
import { Coverage } from './Coverage.tsx';
import { allEntries, type EntryRow, type RegisterWords } from './calls.ts';
import { askCoverage } from './figures-calls.ts';
import { PeriodChoice } from './PeriodChoice.tsx';
import { periodOf } from './period.ts';
import { placesOf } from './places.ts';
import { inWords } from './say.ts';

interface Props {
  shell: Shell;
  words: RegisterWords;
  districts: Place[];
}

/** Duties: who has done what is asked, who has planned it, and what is missing while there is still time. */
export function Duties({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['registers.manage', 'registers.sign', 'events.manage']}>
      {() => <Desk {...props} />}
    </Console>
  );
}

function Desk({ words, districts }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const { fail, locale, prefix } = desk;
  const places = useMemo(() => placesOf(desk.me, districts, locale), [desk.me, districts, locale]);
  const [wanted, change] = useAddress(['duty', 'place', 'period']);
  const [duties, setDuties] = useState<EntryRow[] | null>(null);
  const [coverage, setCoverage] = useState<DutyCoverage | null>(null);
  const { code: period, from, to } = periodOf(wanted.period?.slice(0, 4), today());
  // also what held in that year and has ended since
  useEffect(() => {
    allEntries('duty', { as_of: from }).then(setDuties, fail);
  }, [from, fail]);
  const duty = duties?.find(({ key }) => key === wanted.duty) ?? duties?.[0];
  const place = places.find(({ code }) => code === wanted.place)?.code ?? places[0]?.code ?? '';
  useEffect(() => {
    if (!duty) return;
    let current = true;
    askCoverage(duty.key, place, from, to).then((found) => current && setCoverage(found), fail);
    return () => {
      current = false;
    };
  }, [duty, place, from, to, fail]);
  const edit = may(desk.me, 'registers.manage');
  const create = (
    <a class="btn" href={`${prefix}/staff/entry?type=duty`}>
      {words.new_duty}
    </a>
  );
  if (duties?.length === 0)
    return (
      <Teach title={words.no_duties} text={words.no_duties_text}>
        {edit && create}
      </Teach>
    );
  if (!duties || !duty || !coverage)
    return (
      <p class="muted" role="status">
        {desk.words.loading}
      </p>
    );
  return (
    <>
      <Toolbar label={words.acts}>
        <select
          name="duty"
          aria-label={words.duty}
          value={duty.key}
          onChange={(event) => change({ duty: event.currentTarget.value })}
        >
          {duties.map(({ key, title }) => (
            <option key={key} value={key}>
              {inWords(locale, title)}
            </option>
          ))}
        </select>
        <PeriodChoice words={words} places={places} place={place} period={period} years change={change} />
        <button type="button" class="btn" onClick={() => print()}>
          {words.print}
        </button>
        {edit && (
          <>
            <a class="btn" href={`${prefix}/staff/entry?type=duty&key=${duty.key}`}>
              {words.edit_duty}
            </a>
            {create}
          </>
        )}
      </Toolbar>
      <Coverage words={words} coverage={coverage} />
    </>
  );
}
