import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CourseRates } from '../../contract/course-rates.ts';
import { fill } from '../../ui/fill.ts';
import { today } from '../exchange/save.ts';
import type { Place } from '../schools/places.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import type { Shell } from '../shell/shell.ts';
import { Below } from './Below.tsx';
import { Contest, Hours, Kept } from './Beside.tsx';
import { Choose } from './Choose.tsx';
import { askChecks, askRates, type Checks, type RatesWords } from './calls.ts';
import { Four } from './Four.tsx';
import { Years } from './History.tsx';
import { Outstanding } from './Outstanding.tsx';
import { OverPanel } from './Over.tsx';
import { placesOf, searchOf, type Wanted, wantedOf } from './place.ts';

interface Props {
  words: RatesWords;
  districts: Place[];
}

/** The four rates of a place and school year with what they are made of. */
export function Rates({ shell, ...props }: Props & { shell: Shell }) {
  return (
    <Console shell={shell} need={['figures.see', 'classes.manage']}>
      {() => <Desk {...props} />}
    </Console>
  );
}

function Desk({ words, districts }: Props) {
  const { me, locale, prefix, fail, words: common } = useDesk();
  const places = useMemo(() => placesOf(me, districts, locale), [me, districts, locale]);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [found, setFound] = useState<{ rates: CourseRates; checks: Checks } | null>(null);
  const [busy, setBusy] = useState(true);
  const turn = useRef(0);
  useEffect(() => setWanted(wantedOf(location.search, places, today())), [places]);
  const load = useCallback(
    async ({ place, year }: Wanted) => {
      const mine = ++turn.current;
      setBusy(true);
      try {
        const [rates, checks] = await Promise.all([askRates(place, year, locale), askChecks(place, year)]);
        if (mine === turn.current) setFound({ rates, checks });
      } catch (error) {
        if (mine === turn.current) fail(error);
      }
      if (mine === turn.current) setBusy(false);
    },
    [locale, fail],
  );
  useEffect(() => {
    if (wanted?.place) load(wanted);
  }, [wanted, load]);
  const change = (next: Wanted) => {
    history.replaceState(null, '', searchOf(next));
    setWanted(next);
  };
  if (!wanted || !found) {
    return (
      <p class="muted" role="status">
        {busy ? common.loading : words.not_here}
      </p>
    );
  }
  const { rates } = found;
  const view = { words, locale, prefix, ...found };
  const none = rates.total.schools === 0 && rates.total.pupils === 0;
  return (
    <div class="stack" aria-busy={busy}>
      <Choose view={view} places={places} wanted={wanted} change={change} />
      {none ? (
        <section class="notice amber stack tight" data-testid="no-roster">
          <h2>{fill(words.no_roster, { place: rates.place.name })}</h2>
          <p>{words.no_roster_text}</p>
          {may(me, 'schools.manage') && (
            <p>
              <a class="btn main" href={`${prefix}/staff/roster`}>
                {words.to_roster}
              </a>
            </p>
          )}
        </section>
      ) : (
        <OverPanel
          words={words}
          locale={locale}
          over={rates.over}
          href={(place) => `${prefix}/staff/rates${searchOf({ place, year: rates.year })}`}
        />
      )}
      <Four {...view} />
      <Outstanding {...view} />
      <Below key={`${rates.place.code} ${rates.year}`} view={view} />
      <Kept {...view} />
      <div class="two">
        <Hours {...view} />
        <Contest {...view} />
      </div>
      <Years {...view} />
    </div>
  );
}
