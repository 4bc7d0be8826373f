import { useEffect, useState } from 'preact/hooks';
import type { AgendaRow } from '../../contract/events.ts';
import { fill } from '../../ui/fill.ts';
import { placeName } from '../people/people.ts';
import type { Place } from '../schools/places.ts';
import { useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import { Teach } from '../shell/parts.tsx';
import { agenda } from './calls.ts';
import { type DateRow, DateTable } from './DateTable.tsx';
import { dayOf, type EventWords, localOf } from './event.ts';
import { placesWith } from './useEvents.ts';
import { backFrom, nextWeek, weekOf } from './week.ts';

/** The latest of those that wait for a report. */
const SHOWN = 8;

interface Props {
  words: EventWords;
  districts: readonly Place[];
  today: string;
  place: string;
  /** Monday */
  from: string;
  go: (search: string) => void;
}

/** A week of a place: today, the other days, and before them what nobody has reported yet. */
export function Week({ words, districts, today, place: asked, from, go }: Props) {
  const desk = useDesk();
  const places = ownPlaces(desk.me, districts, desk.locale);
  const place = places.some(({ code }) => code === asked) ? asked : (places[0]?.code ?? '');
  const [rows, setRows] = useState<AgendaRow[] | null>(null);
  const [open, setOpen] = useState<AgendaRow[]>([]);
  const [all, showAll] = useState(false);
  const { to } = weekOf(from);
  useEffect(() => {
    if (!place) return;
    let gone = false;
    setRows(null);
    agenda(place, from, to).then((found) => gone || setRows(found), desk.fail);
    return () => {
      gone = true;
    };
  }, [place, from, to, desk.fail]);
  useEffect(() => {
    if (!place) return;
    agenda(place, backFrom(today), today).then(
      (found) => setOpen(found.filter(({ unreported }) => unreported)),
      desk.fail,
    );
  }, [place, today, desk.fail]);
  if (!place) return <Teach title={words.no_place} />;
  const told = (list: readonly AgendaRow[]): DateRow[] =>
    list.map((row) => ({
      ...row,
      title: row.title[desk.locale] || row.title['zh-Hans'] || row.event,
      where: row.place_name[desk.locale] || row.place_name['zh-Hans'] || '',
    }));
  const dayIs = (row: AgendaRow) => dayOf(localOf(row.starts_at));
  const now =
    rows?.filter((row) => dayIs(row) <= today && dayOf(localOf(row.ends_at)) >= today && !row.unreported) ?? [];
  const rest = rows?.filter((row) => !now.includes(row)) ?? [];
  const inWeek = today >= from && today <= to;
  const search = (next: { place?: string; from?: string }) => `?p=${next.place ?? place}&w=${next.from ?? from}`;
  return (
    <div class="stack" aria-busy={rows === null}>
      <div class="row week-head">
        {places.length > 1 && (
          <label class="row">
            <span class="muted small">{words.field_of_place}</span>
            <select
              name="place"
              value={place}
              onChange={({ currentTarget }) => go(search({ place: currentTarget.value }))}
            >
              {places.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="button" class="btn" onClick={() => go(search({ from: nextWeek(from, -1) }))}>
          ← {words.week_before}
        </button>
        <b class="num" aria-live="polite">
          {fill(words.week_is, { from, to })}
        </b>
        <button type="button" class="btn" onClick={() => go(search({ from: nextWeek(from, 1) }))}>
          {words.week_after} →
        </button>
        {!inWeek && (
          <button type="button" class="btn quiet" onClick={() => go(search({ from: weekOf(today).from }))}>
            {words.this_week}
          </button>
        )}
      </div>
      {open.length > 0 && (
        <section class="stack tight" aria-labelledby="open-title" data-testid="unreported">
          <h2 id="open-title">
            {words.unreported} <span class="num">{open.length}</span>
          </h2>
          <p class="muted">{words.unreported_text}</p>
          <DateTable words={words} caption={words.unreported} rows={told(all ? open : open.slice(-SHOWN))} backwards />
          {open.length > SHOWN && !all && (
            <p>
              <button type="button" class="btn" onClick={() => showAll(true)}>
                {fill(words.all_unreported, { n: open.length })}
              </button>
            </p>
          )}
        </section>
      )}
      {inWeek && rows && (
        <section class="stack tight" aria-labelledby="today-title" data-testid="today">
          <h2 id="today-title">{words.today}</h2>
          {now.length ? (
            <DateTable words={words} caption={words.today} rows={told(now)} />
          ) : (
            <p class="muted">{words.no_dates_today}</p>
          )}
        </section>
      )}
      <section class="stack tight" aria-labelledby="week-title" data-testid="week">
        <h2 id="week-title">{inWeek ? words.this_week : fill(words.week_is, { from, to })}</h2>
        {rows === null && <p class="muted">{desk.words.loading}</p>}
        {rest.length > 0 && <DateTable words={words} caption={words.dates} rows={told(rest)} />}
        {rows && rest.length === 0 && (
          <Teach title={words.no_dates_week} text={words.no_dates_text}>
            {may(desk.me, 'content.write') && (
              <a class="btn" href={`${desk.prefix}/staff/event`}>
                {words.create}
              </a>
            )}
          </Teach>
        )}
      </section>
    </div>
  );
}

/** The city with its counties, or one's own counties; the city's own name comes with the role. */
function ownPlaces(
  me: ReturnType<typeof useDesk>['me'],
  districts: readonly Place[],
  locale: ReturnType<typeof useDesk>['locale'],
): Place[] {
  const own = [...new Set([...placesWith(me, 'events.manage'), ...placesWith(me, 'counter.serve')])];
  const city = own.find((code) => !districts.some((one) => one.code === code));
  const role = me.roles.find(({ place }) => place === city);
  const counties = districts.filter(({ code }) => city || own.includes(code));
  return city && role ? [{ code: city, name: placeName(locale, role.place_name) }, ...counties] : counties;
}
