import { useMemo, useRef } from 'preact/hooks';
import { formatNumber } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { save, today } from '../exchange/save.ts';
import type { Place } from '../schools/places.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import { More, Teach, Toolbar } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { useAddress } from './address.ts';
import { allEntries, type RegisterWords, type TypeCard } from './calls.ts';
import { EntryTable } from './EntryTable.tsx';
import { placesOf } from './places.ts';
import { inWords } from './say.ts';
import { useEntries } from './useEntries.ts';
import { useChoices, useTypes } from './useTypes.ts';

interface Props {
  shell: Shell;
  words: RegisterWords;
  districts: Place[];
}

/** One register as a list. */
export function Register({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['registers.manage', 'registers.sign', 'events.manage']}>
      {() => <Desk {...props} />}
    </Console>
  );
}

function Desk({ words, districts }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const types = useTypes(desk.fail);
  const [wanted, change] = useAddress(['type', 'place', 'q', 'as_of', 'ended']);
  if (!types)
    return (
      <p class="muted" role="status">
        {desk.words.loading}
      </p>
    );
  const type = types.find(({ key }) => key === wanted.type) ?? types[0];
  return type ? (
    <List {...{ words, districts, types, type, wanted, change }} key={type.key} />
  ) : (
    <Teach title={words.no_types} text={words.no_types_text} />
  );
}

interface ListProps extends Omit<Props, 'shell'> {
  types: TypeCard[];
  type: TypeCard;
  wanted: Record<string, string>;
  change: (patch: Record<string, string>) => void;
}

function List({ words, districts, types, type, wanted, change }: ListProps) {
  const desk = useDesk();
  const { locale, prefix, fail } = desk;
  const places = useMemo(() => placesOf(desk.me, districts, locale), [desk.me, districts, locale]);
  const { list, filter, more } = useEntries(type.key, wanted, places, fail);
  const choices = useChoices(type, fail);
  const search = useRef<HTMLInputElement>(null);
  const manages = may(desk.me, 'registers.manage');
  const name = inWords(locale, type.name);
  const create = `${prefix}/staff/entry?type=${type.key}`;
  const csv = async () => {
    try {
      const [{ writeEntries }, rows] = await Promise.all([import('./csv.ts'), allEntries(type.key, filter)]);
      save(
        writeEntries(type, rows, choices ?? {}, locale === 'en'),
        `${name} ${wanted.as_of || today()}.csv`,
        'text/csv',
      );
    } catch (error) {
      fail(error);
    }
  };
  return (
    <div class="stack" aria-busy={!list || list.loading}>
      <p class="no-print">
        <a class="btn quiet" href={`${prefix}/staff/registers`}>
          ← {words.title}
        </a>
      </p>
      <div class="row">
        <h1 class="grow">
          {name} <span class="state">{type.open ? words.is_open : words.is_closed}</span>
        </h1>
        {manages && (
          <>
            <a class="btn" href={`${prefix}/staff/batch?type=${type.key}`}>
              {words.import}
            </a>
            <a class="btn main" href={create}>
              {words.new_entry}
            </a>
          </>
        )}
      </div>
      <Toolbar label={words.acts}>
        <select
          name="type"
          aria-label={words.register}
          value={type.key}
          onChange={(event) => change({ type: event.currentTarget.value, q: '' })}
        >
          {types.map((one) => (
            <option key={one.key} value={one.key}>
              {inWords(locale, one.name)}
            </option>
          ))}
        </select>
        <input
          ref={search}
          type="search"
          class="grow"
          name="q"
          maxLength={60}
          aria-label={words.search}
          placeholder={words.search}
          value={wanted.q ?? ''}
          onInput={(event) => change({ q: event.currentTarget.value })}
        />
        {places.length > 1 && (
          <select
            name="place"
            aria-label={words.place}
            value={wanted.place ?? ''}
            onChange={(event) => change({ place: event.currentTarget.value })}
          >
            <option value="">{words.all_places}</option>
            {places.slice(1).map(({ code, name: of }) => (
              <option key={code} value={code}>
                {of}
              </option>
            ))}
          </select>
        )}
        <label class="row tight">
          {words.as_of}
          <input
            type="date"
            name="as_of"
            value={wanted.as_of ?? today()}
            onInput={(event) => event.currentTarget.value && change({ as_of: event.currentTarget.value })}
          />
        </label>
        <label class="row tight flag">
          <input
            type="checkbox"
            name="ended"
            checked={wanted.ended === '1'}
            onChange={(event) => change({ ended: event.currentTarget.checked ? '1' : '' })}
          />
          {words.only_ended}
        </label>
        <button type="button" class="btn" disabled={!list?.items.length} onClick={csv}>
          {words.csv}
        </button>
      </Toolbar>
      {!list || !choices ? (
        <p class="muted" role="status">
          {desk.words.loading}
        </p>
      ) : list.items.length === 0 ? (
        <Teach
          title={filter.q || filter.ended || filter.place ? words.none_found : words.nothing_yet}
          text={fill(words.nothing_yet_text, { name })}
        />
      ) : (
        <>
          <EntryTable {...{ words, type, rows: list.items, choices, search }} {...(manages ? { create } : {})} />
          <More
            shown={list.items.length}
            total={formatNumber(locale, list.total)}
            more={list.next ? more : undefined}
          />
        </>
      )}
    </div>
  );
}
