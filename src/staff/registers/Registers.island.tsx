import { useEffect, useMemo, useState } from 'preact/hooks';
import { today } from '../exchange/save.ts';
import type { Place } from '../schools/places.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import { Toolbar } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { useAddress } from './address.ts';
import { Batches } from './Batches.tsx';
import { askBatches, type BatchCard, type RegisterWords } from './calls.ts';
import { askCounts, type TypeCount } from './figures-calls.ts';
import { placesOf } from './places.ts';
import { TypeTable } from './TypeTable.tsx';
import { useTypes } from './useTypes.ts';

interface Props {
  shell: Shell;
  words: RegisterWords;
  districts: Place[];
}

/** All registers with what stands in them today; on top what waits for a signature. */
export function Registers({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['registers.manage', 'registers.sign', 'events.manage']}>
      {() => <Desk {...props} />}
    </Console>
  );
}

function Desk({ words, districts }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const { fail, prefix } = desk;
  const types = useTypes(fail);
  const place = useMemo(() => placesOf(desk.me, districts, desk.locale)[0]?.code ?? '', [desk, districts]);
  const [wanted, change] = useAddress(['on']);
  const on = /^\d{4}-\d{2}-\d{2}$/.test(wanted.on ?? '') ? (wanted.on ?? '') : today();
  const [batches, setBatches] = useState<BatchCard[] | null>(null);
  const [counts, setCounts] = useState<TypeCount[] | null>(null);
  useEffect(() => {
    askBatches(null).then(setBatches, fail);
  }, [fail]);
  useEffect(() => {
    let current = true;
    askCounts(place, on, `${on.slice(0, 4)}-01-01`).then((found) => current && setCounts(found), fail);
    return () => {
      current = false;
    };
  }, [place, on, fail]);
  if (!types || !batches || !counts)
    return (
      <p class="muted" role="status">
        {desk.words.loading}
      </p>
    );
  const waiting = batches.filter(({ state, rows, expected }) => state === 'draft' && rows === expected);
  const mine = waiting.filter((one) => one.mine);
  const toSign = may(desk.me, 'registers.sign') ? waiting.filter((one) => !one.mine) : [];
  return (
    <>
      {toSign.length > 0 && (
        <section class="stack headed" data-testid="to-sign">
          <h2>
            {words.to_sign} <span class="num muted">{toSign.length}</span>
          </h2>
          <Batches words={words} list={toSign} types={types} caption={words.to_sign} />
        </section>
      )}
      {mine.length > 0 && (
        <section class="stack headed">
          <h2>
            {words.mine_waiting} <span class="num muted">{mine.length}</span>
          </h2>
          <Batches words={words} list={mine} types={types} caption={words.mine_waiting} />
        </section>
      )}
      <Toolbar label={words.acts}>
        <label class="row tight">
          {words.standing_day}
          <input
            type="date"
            name="on"
            value={on}
            onInput={(event) => event.currentTarget.value && change({ on: event.currentTarget.value })}
          />
        </label>
        <a class="btn" href={`${prefix}/staff/figures`}>
          {words.figures}
        </a>
        <a class="btn" href={`${prefix}/staff/duties`}>
          {words.duties}
        </a>
        <a class="btn" href={`${prefix}/staff/reach`}>
          {words.reach}
        </a>
        {may(desk.me, 'registers.manage') && (
          <a class="btn" href={`${prefix}/staff/register-type`}>
            {words.types}
          </a>
        )}
      </Toolbar>
      <TypeTable words={words} types={types} counts={counts} />
    </>
  );
}
