import type { Session } from '../../contract/events.ts';
import type { Locale } from '../../contract/locales.ts';
import { fill } from '../../ui/fill.ts';
import { dayOf, weekday } from './events.ts';
import { type EventWords, sayDay, sayHours, sayShortMonth, sayState, sayWeekdays } from './say.ts';

interface Props {
  session: Session;
  allDay: boolean;
  title: string;
  /** file of this date for one's calendar */
  file?: string | false;
  locale: Locale;
  words: EventWords;
}

/** The date one is most likely to come to, large. */
export function NextDate({ session, allDay, title, file, locale, words }: Props) {
  const day = dayOf(session.starts_at);
  return (
    <section class="card next-date" aria-labelledby="next">
      <p class="leaf" aria-hidden="true">
        <span>{sayShortMonth(locale, day)}</span>
        <strong class="song num">{Number(day.slice(8))}</strong>
        <span>{sayWeekdays(locale, 'short')[weekday(day)]}</span>
      </p>
      <div class="grow stack tight">
        <h2 id="next" class="muted">
          {title}
        </h2>
        <p class="next-time song num">
          <time dateTime={session.starts_at}>
            <span class="vh">{sayDay(locale, day)} </span>
            {sayHours(locale, words, { ...session, all_day: allDay })}
          </time>
        </p>
        <DateState {...{ session, allDay, locale, words }} />
        {file && (
          <p class="no-print">
            <a class="btn" href={file}>
              {words.calendar_date}
            </a>
          </p>
        )}
      </div>
    </section>
  );
}

/** What became of a date, in words: moved from where, cancelled, and why. */
export function DateState({ session, allDay, locale, words }: Omit<Props, 'title' | 'file'>) {
  const said = sayState(words, session);
  const { origin, moved, note } = session;
  if (!said && !note) return null;
  const lasts = Date.parse(session.ends_at) - Date.parse(session.starts_at);
  const was = { starts_at: origin, ends_at: new Date(Date.parse(origin) + lasts).toISOString(), all_day: allDay };
  return (
    <p class="date-state">
      {said && <span class="chip changed">{said}</span>}
      {moved && (
        <span>{fill(words.was, { when: `${sayDay(locale, dayOf(origin))} ${sayHours(locale, words, was)}` })}</span>
      )}
      {note && <span>{note}</span>}
    </p>
  );
}
