import { useEffect, useState } from 'preact/hooks';
import { today } from '../editor/page.ts';
import type { Place } from '../schools/places.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { DatesOfEvent } from './DatesOfEvent.tsx';
import type { EventWords } from './event.ts';
import { Week } from './Week.tsx';
import { wantedOf } from './week.ts';

interface Props {
  shell: Shell;
  words: EventWords;
  districts: Place[];
}

/** The desk of dates: a week of one's place, or all dates of one event. */
export function Dates({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['events.manage', 'counter.serve']}>
      {() => <Chosen {...props} />}
    </Console>
  );
}

function Chosen({ words, districts }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const [day] = useState(today);
  const [wanted, want] = useState(() => wantedOf(location.search, day));
  useEffect(() => {
    const read = () => want(wantedOf(location.search, day));
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, [day]);
  const go = (search: string) => {
    history.pushState(null, '', `${desk.prefix}/staff/dates${search}`);
    want(wantedOf(search, day));
  };
  if (wanted.event) return <DatesOfEvent words={words} event={wanted.event} />;
  return <Week words={words} districts={districts} today={day} place={wanted.place} from={wanted.from} go={go} />;
}
