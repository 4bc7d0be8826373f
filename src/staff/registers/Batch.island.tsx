import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Place } from '../schools/places.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import type { Shell } from '../shell/shell.ts';
import { useAddress } from './address.ts';
import { Batches } from './Batches.tsx';
import { askBatches, type BatchCard, type RegisterWords } from './calls.ts';
import { Importing } from './Importing.tsx';
import { placesOf } from './places.ts';
import { Review } from './Review.tsx';
import { inWords } from './say.ts';
import { useTypes } from './useTypes.ts';

export interface BatchProps {
  words: RegisterWords;
  /** sentences of problems: `p_<code>` of a file, `s_<rule>` of the server */
  problems: Record<string, string>;
  districts: Place[];
}

/** Batches: brought in by one person, looked through and signed by another. */
export function Batch({ shell, ...props }: BatchProps & { shell: Shell }) {
  return (
    <Console shell={shell} need={['registers.manage', 'registers.sign']}>
      {() => <Desk {...props} />}
    </Console>
  );
}

function Desk(props: BatchProps) {
  const { words, districts } = props;
  const desk = useDesk();
  const { fail, locale, prefix } = desk;
  const types = useTypes(fail);
  const places = useMemo(() => placesOf(desk.me, districts, locale), [desk.me, districts, locale]);
  const [wanted, change] = useAddress(['type', 'b']);
  const [list, setList] = useState<BatchCard[] | null>(null);
  const reload = useCallback(() => askBatches(wanted.type ?? null).then(setList, fail), [wanted.type, fail]);
  useEffect(() => {
    void reload();
  }, [reload]);
  if (!types || !list)
    return (
      <p class="muted" role="status">
        {desk.words.loading}
      </p>
    );
  if (wanted.b)
    return (
      <Review
        key={wanted.b}
        {...props}
        batch={wanted.b}
        types={types}
        changed={reload}
        close={(type) => change({ b: '', type })}
      />
    );
  const type = types.find(({ key }) => key === wanted.type);
  return (
    <>
      <p class="no-print">
        <a class="btn quiet" href={`${prefix}/staff/${type ? `register?type=${type.key}` : 'registers'}`}>
          ← {type ? inWords(locale, type.name) : words.title}
        </a>
      </p>
      <div class="row">
        <h1 class="grow">{type ? inWords(locale, type.name) : words.batches}</h1>
        <select
          name="type"
          aria-label={words.register}
          value={type?.key ?? ''}
          onChange={(event) => change({ type: event.currentTarget.value })}
        >
          <option value="">{words.all_registers}</option>
          {types.map((one) => (
            <option key={one.key} value={one.key}>
              {inWords(locale, one.name)}
            </option>
          ))}
        </select>
      </div>
      {list.length > 0 ? (
        <Batches words={words} list={list} types={types} caption={words.batches} />
      ) : (
        <p class="muted">{words.no_batches}</p>
      )}
      {type && may(desk.me, 'registers.manage') && (
        <Importing key={type.key} {...props} type={type} places={places} changed={reload} show={(b) => change({ b })} />
      )}
      {!type && <p class="muted">{words.choose_register}</p>}
    </>
  );
}
