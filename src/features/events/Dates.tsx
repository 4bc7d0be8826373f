import type { Session } from '../../contract/events.ts';
import type { Locale } from '../../contract/locales.ts';
import { fill, fillCount } from '../../ui/fill.ts';
import { dayOf } from './events.ts';
import { DateState } from './NextDate.tsx';
import { type EventWords, sayDate, sayDay, sayHours, sayMonth, sayState } from './say.ts';
import { dateFile } from './ticket.ts';

interface Props {
  sessions: Session[];
  allDay: boolean;
  /** the event's own address */
  page: string;
  locale: Locale;
  words: EventWords;
}

/** Dates that everybody sees at once; the others are behind one more press. */
const SHOWN = 4;
/** Dates that stand by themselves, with the file for one's calendar; a weekly event has a year more of them. */
const SINGLE = 12;

/** Further dates, in order; those that will not be as announced say so. Far ones that are all alike are days of their months. */
export function Dates({ sessions, allDay, page, locale, words }: Props) {
  const hours = (one: Session) => sayHours(locale, words, { ...one, all_day: allDay });
  const usual = sessions.length > 0 ? hours(sessions.at(-1)!) : '';
  const single = (one: Session, nth: number) =>
    nth < SINGLE || hours(one) !== usual || one.note !== null || sayState(words, one) !== null;
  const far = sessions.filter((one, nth) => !single(one, nth));
  const rows = (some: Session[]) => (
    <ul class="dates files">
      {some.map((session) => {
        const said = `${sayDay(locale, dayOf(session.starts_at))} ${hours(session)}`;
        return (
          <li key={session.origin}>
            {session.state === 'planned' ? (
              <a class="num" href={dateFile(page, session.origin)}>
                {said} <span>{words.calendar_date}</span>
              </a>
            ) : (
              <span class={session.state === 'cancelled' ? 'off num' : 'num'}>{said}</span>
            )}
            <DateState {...{ session, allDay, locale, words }} />
          </li>
        );
      })}
    </ul>
  );
  const rest = sessions.filter((one, nth) => nth >= SHOWN && single(one, nth));
  return (
    <>
      {rows(sessions.slice(0, SHOWN))}
      {sessions.length > SHOWN && (
        <details class="more-dates">
          <summary>{fillCount(words, 'further', sessions.length - SHOWN, locale)}</summary>
          {rows(rest)}
          {far.length > 0 && (
            <div class="far stack tight num">
              <p class="muted">{fill(words.far, { hours: usual })}</p>
              {byMonth(far).map(([month, days]) => (
                <p key={month}>
                  {fill(words.far_month, { month: sayMonth(locale, month), days: days.join(words.join) })}
                </p>
              ))}
            </div>
          )}
        </details>
      )}
    </>
  );
}

/** Days of each month, in order. */
function byMonth(sessions: readonly Session[]): [month: string, days: number[]][] {
  const months = new Map<string, number[]>();
  for (const { starts_at } of sessions) {
    const day = dayOf(starts_at);
    months.set(day.slice(0, 7), [...(months.get(day.slice(0, 7)) ?? []), Number(day.slice(8))]);
  }
  return [...months];
}

interface BriefsProps extends Pick<Props, 'sessions' | 'locale' | 'words'> {
  /** address of the brief of a date */
  brief: (session: Session) => string;
}

/** Dates that are over and have a brief. */
export function Briefs({ sessions, brief, locale, words }: BriefsProps) {
  return (
    <ul class="dates">
      {sessions.map((session) => (
        <li key={session.origin}>
          <a href={brief(session)}>{words.brief_of.replace('{{day}}', sayDate(locale, dayOf(session.origin)))}</a>
        </li>
      ))}
    </ul>
  );
}
