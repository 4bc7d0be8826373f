import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { Teach } from '../shell/parts.tsx';
import { codeOf } from '../shell/problem.ts';
import { eventSessions, publishedEvent } from './calls.ts';
import { type DateRow, DateTable } from './DateTable.tsx';
import type { EventWords } from './event.ts';
import { Ways } from './Ways.tsx';

/** All dates of one event, past and coming. */
export function DatesOfEvent({ words, event }: { words: EventWords; event: string }) {
  const desk = useDesk();
  const [rows, setRows] = useState<DateRow[] | null | undefined>(undefined);
  const [title, setTitle] = useState('');
  useEffect(() => {
    Promise.all([eventSessions(event), publishedEvent(event, desk.locale)]).then(
      ([sessions, page]) => {
        const about = { event, title: page?.title ?? event, all_day: page?.all_day ?? false };
        setTitle(about.title);
        setRows(sessions.map((one) => ({ ...one, ...about })));
      },
      (error) => {
        setRows(null);
        if (codeOf(error) !== 'not_found') desk.fail(error);
      },
    );
  }, [event, desk.locale, desk.fail]);
  if (rows === undefined) return <p class="muted">{desk.words.loading}</p>;
  const back = <a href={`${desk.prefix}/staff/dates`}>{words.own_week}</a>;
  if (!rows?.length)
    return (
      <Teach title={words.date_missing} text={words.date_missing_text}>
        {back}
      </Teach>
    );
  return (
    <div class="stack">
      <p>{back}</p>
      <h2>{fill(words.all_dates_of, { title })}</h2>
      <Ways words={words} slug={event} />
      <DateTable words={words} caption={fill(words.all_dates_of, { title })} rows={rows} />
    </div>
  );
}
