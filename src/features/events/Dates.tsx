import type { Session } from '../../contract/events.ts';
import type { Locale } from '../../contract/locales.ts';
import { fillCount } from '../../ui/fill.ts';
import { dayOf } from './events.ts';
import { DateState } from './NextDate.tsx';
import { type EventWords, sayDate, sayDay, sayHours } from './say.ts';

interface Props {
  sessions: Session[];
  allDay: boolean;
  /** address of the brief of a date that has one */
  brief?: (session: Session) => string;
  locale: Locale;
  words: EventWords;
}

/** Dates that everybody sees at once; the others are behind one more press. */
const SHOWN = 4;

/** Further dates, in order; those that will not be as announced say so. */
export function Dates({ sessions, allDay, locale, words }: Props) {
  const rows = (some: Session[]) => (
    <ul class="dates">
      {some.map((session) => (
        <li key={session.origin}>
          <span class={session.state === 'cancelled' ? 'off num' : 'num'}>
            {sayDay(locale, dayOf(session.starts_at))} {sayHours(locale, words, { ...session, all_day: allDay })}
          </span>
          <DateState {...{ session, allDay, locale, words }} />
        </li>
      ))}
    </ul>
  );
  const rest = sessions.slice(SHOWN);
  return (
    <>
      {rows(sessions.slice(0, SHOWN))}
      {rest.length > 0 && (
        <details class="more-dates">
          <summary>{fillCount(words, 'further', rest.length, locale)}</summary>
          {rows(rest)}
        </details>
      )}
    </>
  );
}

/** Dates that are over and have a brief. */
export function Briefs({ sessions, brief, locale, words }: Required<Omit<Props, 'allDay'>>) {
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
