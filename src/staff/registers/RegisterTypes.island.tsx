import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Place } from '../schools/places.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { Toolbar } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { useAddress } from './address.ts';
import { askTypes, type RegisterWords, type TypeCard } from './calls.ts';
import { inWords } from './say.ts';
import { TypeForm } from './TypeForm.tsx';
import { newType } from './type.ts';

interface Props {
  shell: Shell;
  words: RegisterWords;
  problems: Record<string, string>;
  districts: Place[];
}

/** Types of registers, for the city's editors: what is counted, in which unit, with which fields and figures. */
export function RegisterTypes({ shell, words, problems, districts }: Props) {
  return (
    <Console shell={shell} need="registers.manage">
      {() => <Desk words={words} problems={problems} districts={districts} />}
    </Console>
  );
}

function Desk({ words, problems, districts }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const { fail, locale } = desk;
  const [wanted, change] = useAddress(['type']);
  const [types, setTypes] = useState<TypeCard[] | null>(null);
  const load = useCallback(() => askTypes().then(setTypes, fail), [fail]);
  useEffect(() => {
    void load();
  }, [load]);
  if (!types)
    return (
      <p class="muted" role="status">
        {desk.words.loading}
      </p>
    );
  const city = desk.me.roles.some(
    ({ role, place }) => /^city_/.test(role) && !districts.some(({ code }) => code === place),
  );
  if (!city) return <p class="notice">{words.types_city}</p>;
  const type = types.find(({ key }) => key === wanted.type);
  const fresh = newType(Math.max(0, ...types.map(({ position }) => position)) + 1);
  return (
    <>
      <Toolbar label={words.acts}>
        <select
          name="type"
          aria-label={words.register}
          value={type?.key ?? ''}
          onChange={(event) => change({ type: event.currentTarget.value })}
        >
          <option value="">{words.new_type}</option>
          {types.map((one) => (
            <option key={one.key} value={one.key}>
              {inWords(locale, one.name)}
            </option>
          ))}
        </select>
      </Toolbar>
      <TypeForm
        key={type?.key ?? ''}
        words={words}
        problems={problems}
        type={type ?? fresh}
        fixed={type !== undefined}
        types={types}
        done={(key) => {
          void load();
          change({ type: key });
        }}
      />
    </>
  );
}
