import { useEffect, useMemo, useState } from 'preact/hooks';
import { today } from '../exchange/save.ts';
import type { Place } from '../schools/places.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import { Teach, Toolbar } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { Accounts } from './Accounts.tsx';
import { useAddress } from './address.ts';
import { allEntries, type EntryRow, type RegisterWords } from './calls.ts';
import { askReach, type PlacementReach } from './figures-calls.ts';
import { PeriodChoice } from './PeriodChoice.tsx';
import { PlacementSheet } from './PlacementSheet.tsx';
import { Placements } from './Placements.tsx';
import { periodOf } from './period.ts';
import { placesOf } from './places.ts';

interface Props {
  shell: Shell;
  words: RegisterWords;
  districts: Place[];
  /** origin that links and codes lead to */
  site: string;
}

/** Placements and whom they led here; media accounts, whose figures come from elsewhere, stand apart. */
export function Reach({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['figures.see', 'registers.manage', 'registers.sign', 'events.manage']}>
      {() => <Desk {...props} />}
    </Console>
  );
}

function Desk({ words, districts, site }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const { fail, locale, prefix } = desk;
  const places = useMemo(() => placesOf(desk.me, districts, locale), [desk.me, districts, locale]);
  const [wanted, change] = useAddress(['place', 'period', 'code']);
  const [reach, setReach] = useState<PlacementReach[] | null>(null);
  const [accounts, setAccounts] = useState<EntryRow[] | null>(null);
  const place = places.find(({ code }) => code === wanted.place)?.code ?? places[0]?.code ?? '';
  const { code: period, from, to } = periodOf(wanted.period, today());
  const reads = may(desk.me, ['registers.manage', 'registers.sign', 'events.manage']);
  useEffect(() => {
    let current = true;
    askReach(place, from, to).then((found) => current && setReach(found), fail);
    return () => {
      current = false;
    };
  }, [place, from, to, fail]);
  useEffect(() => {
    if (reads) allEntries('media_account', { place }).then(setAccounts, fail);
    else setAccounts([]);
  }, [place, reads, fail]);
  if (!reach || !accounts)
    return (
      <p class="muted" role="status">
        {desk.words.loading}
      </p>
    );
  const shown = reach.find(({ key }) => key === wanted.code);
  if (shown) return <PlacementSheet words={words} site={site} placement={shown} close={() => change({ code: '' })} />;
  const create = may(desk.me, 'registers.manage') && (
    <a class="btn" href={`${prefix}/staff/entry?type=placement`}>
      {words.new_placement}
    </a>
  );
  return (
    <>
      <Toolbar label={words.acts}>
        <PeriodChoice words={words} places={places} place={place} period={period} change={change} />
        {reach.length > 0 && create}
      </Toolbar>
      <section class="stack" aria-labelledby="placements">
        <h2 id="placements">{words.placements}</h2>
        <p class="notice">{words.no_exposure}</p>
        {reach.length === 0 ? (
          <Teach title={words.no_placements} text={words.no_placements_text}>
            {create}
          </Teach>
        ) : (
          <Placements words={words} site={site} list={reach} show={(code) => change({ code })} />
        )}
      </section>
      {accounts.length > 0 && <Accounts words={words} list={accounts} />}
    </>
  );
}
