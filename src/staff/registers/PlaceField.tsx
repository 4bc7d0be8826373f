import { useDesk } from '../shell/Console.tsx';
import type { PlaceRow, RegisterWords } from './calls.ts';
import { controlOf, Labelled } from './Labelled.tsx';
import { inWords } from './say.ts';

interface Props {
  words: RegisterWords;
  places: readonly PlaceRow[];
  top: string;
  value: string;
  bad: string | undefined;
  put: (code: string) => void;
}

/** A place, step by step from the top down: one select for each level, as far as somebody wants to go. */
export function PlaceField({ words, places, top, value, bad, put }: Props) {
  const { locale } = useDesk();
  const byCode = new Map(places.map((place) => [place.code, place]));
  const path: string[] = [];
  for (let at = byCode.get(value); at && at.code !== top; at = byCode.get(at.parent ?? '')) path.unshift(at.code);
  const steps = [top, ...path]
    .map((above) => ({ above, below: places.filter(({ parent }) => parent === above) }))
    .filter(({ below }) => below.length > 0);
  return (
    <Labelled label={words.place} of="place" bad={bad} group>
      <span class="row tight place-steps">
        {steps.length === 0 && <span>{inWords(locale, byCode.get(top)?.name)}</span>}
        {steps.map(({ above, below }, i) => (
          <select
            key={above}
            {...(i === 0 ? controlOf('place', bad) : {})}
            name={`place-${i}`}
            aria-label={
              words[
                `step_${below[0]?.level === 'county' ? 'county' : below[0]?.level === 'town' ? 'town' : 'community'}`
              ]
            }
            value={path[i] ?? ''}
            onChange={(event) => put(event.currentTarget.value || above)}
          >
            <option value="">{inWords(locale, byCode.get(above)?.name)}</option>
            {below.map(({ code, name }) => (
              <option key={code} value={code}>
                {inWords(locale, name)}
              </option>
            ))}
          </select>
        ))}
      </span>
    </Labelled>
  );
}
