import { today } from '../exchange/save.ts';
import type { Place } from '../schools/places.ts';
import { useDesk } from '../shell/Console.tsx';
import type { RegisterWords } from './calls.ts';
import { PARTS, sayPart, yearsOf } from './period.ts';

interface Props {
  words: RegisterWords;
  places: readonly Place[];
  place: string;
  /** code of the period */
  period: string;
  /** only whole years may be chosen */
  years?: boolean;
  change: (patch: { place?: string; period?: string }) => void;
}

/** Which place and which period. */
export function PeriodChoice({ words, places, place, period, years, change }: Props) {
  const { locale } = useDesk();
  const [year = '', part = ''] = period.split('-');
  return (
    <>
      <select
        name="place"
        aria-label={words.place}
        value={place}
        onChange={(event) => change({ place: event.currentTarget.value })}
      >
        {places.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
      <select
        name="year"
        aria-label={words.year}
        value={year}
        onChange={(event) => change({ period: event.currentTarget.value + (part ? `-${part}` : '') })}
      >
        {yearsOf(today(), year).map((one) => (
          <option key={one} value={one}>
            {sayPart(words, locale, one, '')}
          </option>
        ))}
      </select>
      {!years && (
        <select
          name="part"
          aria-label={words.period}
          value={part}
          onChange={(event) =>
            change({ period: year + (event.currentTarget.value ? `-${event.currentTarget.value}` : '') })
          }
        >
          {PARTS.map((one) => (
            <option key={one} value={one}>
              {one === '' ? words.whole_year : sayPart(words, locale, year, one)}
            </option>
          ))}
        </select>
      )}
    </>
  );
}
