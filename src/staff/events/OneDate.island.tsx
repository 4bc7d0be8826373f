import { useCallback, useEffect, useState } from 'preact/hooks';
import type { EventPage, StaffSession } from '../../contract/events.ts';
import { formatDate, formatMoment } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import { Teach } from '../shell/parts.tsx';
import { codeOf } from '../shell/problem.ts';
import type { Shell } from '../shell/shell.ts';
import { Brief } from './Brief.tsx';
import { ChangeForm } from './ChangeForm.tsx';
import { CountsCard } from './CountsCard.tsx';
import { eventSessions, publishedEvent, type SessionReport, sessionReport } from './calls.ts';
import { StateChip } from './DateTable.tsx';
import type { EventWords } from './event.ts';
import { FormerReports } from './FormerReports.tsx';
import { ReportForm } from './ReportForm.tsx';
import { hoursText } from './say.ts';
import { timesOf } from './week.ts';

interface Props {
  shell: Shell;
  words: EventWords;
}

/** One date: who comes, what is changed of it, and what came of it. */
export function OneDate({ shell, words }: Props) {
  return (
    <Console shell={shell} need={['events.manage', 'counter.serve']}>
      {() => <Loaded words={words} />}
    </Console>
  );
}

const asked = (): { event: string; origin: string } => {
  const query = new URLSearchParams(location.search);
  return { event: query.get('e') ?? '', origin: query.get('o') ?? '' };
};

/** The date that the address names; without one the next, or the last. */
function wantedOf(sessions: readonly StaffSession[], origin: string): StaffSession | undefined {
  if (origin) return sessions.find((one) => Date.parse(one.origin) === Date.parse(origin));
  return sessions.find(({ ends_at }) => Date.parse(ends_at) > Date.now()) ?? sessions.at(-1);
}

function Loaded({ words }: Pick<Props, 'words'>) {
  const desk = useDesk();
  const [{ event, origin }] = useState(asked);
  const [found, setFound] = useState<{ session: StaffSession; page: EventPage } | null | undefined>(undefined);
  const [report, setReport] = useState<SessionReport | null>(null);
  const manages = may(desk.me, 'events.manage');
  const load = useCallback(async () => {
    try {
      const [sessions, page] = await Promise.all([eventSessions(event), publishedEvent(event, desk.locale)]);
      const session = wantedOf(sessions, origin);
      setFound(session && page ? { session, page } : null);
      if (session && manages) setReport(await sessionReport(event, session.origin));
    } catch (error) {
      setFound((now) => now ?? null);
      if (codeOf(error) !== 'not_found') desk.fail(error);
    }
  }, [event, origin, manages, desk.locale, desk.fail]);
  useEffect(() => void load(), [load]);
  if (found === undefined) return <p class="muted">{desk.words.loading}</p>;
  if (!found)
    return (
      <Teach title={words.date_missing} text={words.date_missing_text}>
        <a class="btn" href={`${desk.prefix}/staff/dates`}>
          {words.own_week}
        </a>
      </Teach>
    );
  const { session, page } = found;
  const past = Date.parse(session.starts_at) <= Date.now();
  const shared = { words, event, session, reload: load };
  return (
    <div class="stack one-date">
      <Head words={words} session={session} page={page} />
      <CountsCard words={words} session={session} counts={report?.counts ?? null} />
      {manages && session.state !== 'held' && session.state !== 'not_held' && (
        <ChangeForm {...shared} allDay={page.all_day} key={`${session.state} ${session.starts_at}`} />
      )}
      {manages && past && session.state !== 'cancelled' && report && (
        <ReportForm {...shared} report={report} place={page.district.code} />
      )}
      {manages && !past && session.state === 'planned' && <p class="muted">{words.report_later}</p>}
      {report && report.history.length > 0 && <FormerReports words={words} history={report.history} />}
      {manages && session.state === 'held' && <Brief {...shared} />}
    </div>
  );
}

function Head({ words, session, page }: Pick<Props, 'words'> & { session: StaffSession; page: EventPage }) {
  const desk = useDesk();
  const { start, end } = timesOf(session);
  const when = hoursText(words, { start, end: page.all_day ? start : end, all_day: page.all_day });
  const note = session.words?.[desk.locale] || session.words?.['zh-Hans'];
  const { slug } = page;
  return (
    <header class="stack tight">
      <p class="row">
        <a href={`${desk.prefix}/staff/dates`}>← {words.dates}</a>
        <a href={`${desk.prefix}/staff/dates?e=${slug}`}>{fill(words.all_dates_of, { title: page.title })}</a>
      </p>
      <h2 class="date-title">{page.title}</h2>
      <p class="row">
        <b data-testid="when">
          {formatDate(desk.locale, session.starts_at)} {when}
        </b>
        <span class="muted">{page.where}</span>
        <StateChip words={words} row={session} />
      </p>
      {session.moved && (
        <p class="muted">{fill(words.first_announced, { when: formatMoment(desk.locale, session.origin) })}</p>
      )}
      {note && <p data-testid="note">{fill(words.note_is, { note })}</p>}
      <nav class="row ways" aria-label={words.ways}>
        <a class="btn" href={`${desk.prefix}/staff/door?e=${slug}&o=${encodeURIComponent(session.origin)}`}>
          {words.to_door}
        </a>
        {may(desk.me, ['events.manage', 'posters.make']) && (
          <a class="btn" href={`${desk.prefix}/staff/event-poster?key=${slug}`}>
            {words.to_poster}
          </a>
        )}
        <a class="btn" href={`${desk.prefix}/events/${slug}`}>
          {words.to_public}
        </a>
        {may(desk.me, ['content.write', 'content.review']) && (
          <a class="btn" href={`${desk.prefix}/staff/event?key=${slug}`}>
            {words.to_event}
          </a>
        )}
      </nav>
    </header>
  );
}
