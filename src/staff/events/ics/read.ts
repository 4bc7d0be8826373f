/**
 * Reads an old calendar (RFC 5545): every event in the city's time, series as our rule or written out as dates, moved dates as
 * one date left out and another one added. Who was invited is not even looked at.
 */
import ICAL from 'ical.js';
import { horizonOf } from '../dates.ts';
import { DAY_MS, dayOf, localAt, MOST, MOST_DATES } from '../event.ts';
import { clean } from './clean.ts';
import { BadRule, ruleOf, startsOf, TooOften } from './series.ts';
import { brokenLine, decode, excerpt, type Part, split } from './split.ts';
import { ICS_LIMITS, type IcsEvent, type IcsNote, type IcsProblem, type IcsRead, type IcsRefusal } from './types.ts';
import { cityMs, type Zone, zonesOf } from './zones.ts';

class Refused extends Error {
  readonly rule: IcsRefusal;
  constructor(rule: IcsRefusal) {
    super(rule);
    this.rule = rule;
  }
}

interface Read {
  part: Part;
  component: ICAL.Component;
}
type ZoneOf = (tzid: string | null) => Zone;

const REAL = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-6]\d(?:Z)?)?$/;

/** A time of a component with its zone. */
function timeOf(component: ICAL.Component, name: string, zoneOf: ZoneOf) {
  const property = component.getFirstProperty(name);
  // the 99th of a thirteenth month would quietly become a day of the next year
  if (property && !REAL.test(`${property.jCal[3]}`)) throw new Refused('bad_date');
  const time = property?.getFirstValue();
  if (!property || !(time instanceof ICAL.Time)) return null;
  if (!(time.year >= 1970 && time.year <= 2100) || Number.isNaN(cityMs(time, zoneOf(null))))
    throw new Refused('bad_date');
  const tzid = property.getFirstParameter('tzid') || null;
  const zone = zoneOf(tzid);
  return { time, zone, ms: cityMs(time, zone) };
}

/** Times of a property that may be there often, each with several values: EXDATE, RDATE. */
function timesOf(component: ICAL.Component, name: string, zoneOf: ZoneOf): string[] {
  return component.getAllProperties(name).flatMap((property) => {
    const zone = zoneOf(property.getFirstParameter('tzid') || null);
    return property.getValues().flatMap((value: unknown) => {
      const time = value instanceof ICAL.Period ? value.start : value;
      return time instanceof ICAL.Time ? [localAt(cityMs(time, zone))] : [];
    });
  });
}

/** How long it lasts; null where the file does not say. */
function lengthOf(component: ICAL.Component, start: { time: ICAL.Time; ms: number }, zoneOf: ZoneOf): number | null {
  const end = timeOf(component, 'dtend', zoneOf);
  const duration = component.getFirstPropertyValue('duration');
  const length = end
    ? end.ms - start.ms
    : duration instanceof ICAL.Duration
      ? duration.toSeconds() * 1000
      : start.time.isDate
        ? DAY_MS
        : null;
  return length === null || length <= 0 ? null : length;
}

/** One event with the changes of its single dates. */
function readEvent({ part, component }: Read, changes: readonly Read[], zoneOf: ZoneOf, today: string): IcsEvent {
  const notes = new Set<IcsNote>();
  const first = timeOf(component, 'dtstart', zoneOf);
  if (!first) throw new Refused('no_start');
  const all_day = first.time.isDate;
  if (!first.zone.known) notes.add('unknown_zone');
  else if (!all_day && (!first.zone.own || first.time.zone === ICAL.Timezone.utcTimezone)) notes.add('zone');
  const length = lengthOf(component, first, zoneOf);
  if (length === null) notes.add('no_end');
  const lasts = length ?? (all_day ? DAY_MS : 3_600_000);

  const recur = component.getFirstPropertyValue('rrule');
  const series = recur instanceof ICAL.Recur ? startsOf(recur, first.time, first.zone, today) : null;
  const base = [...new Set([...(series?.starts ?? []), localAt(first.ms)])].sort();
  const all = new Set([...base, ...timesOf(component, 'rdate', zoneOf)]);
  for (const gone of timesOf(component, 'exdate', zoneOf)) {
    // a whole day left out of a series of hours
    for (const start of all)
      if (start === gone || (gone.endsWith('T00:00') && dayOf(gone) === dayOf(start))) all.delete(start);
  }
  for (const change of changes) moveDate(change, all, { lasts, notes, zoneOf });

  const horizon = horizonOf(today);
  const held = [...all].filter((start) => dayOf(start) <= horizon).sort();
  const ahead = held.filter((start) => dayOf(start) >= today);
  if (!held.length) throw new Refused('no_dates');
  // what is over for good comes as it was; a running series begins with its next date
  const kept = ahead.length ? ahead : held.slice(-MOST_DATES);
  if (!ahead.length) notes.add('past');
  else if (ahead.length < held.length) notes.add('begins_later');
  const cutBase = base.filter((start) => start >= (kept[0] ?? ''));
  const skipped = base.length - cutBase.length;
  const rule =
    series && recur instanceof ICAL.Recur ? ruleOf(recur, { ...series, starts: cutBase }, skipped, today) : null;
  const start = (rule ? cutBase[0] : kept[0]) ?? localAt(first.ms);
  if (series && !rule && kept.length > 1) {
    notes.add('written_out');
    if (series.more) notes.add('cut');
  }
  const ruled = new Set(rule ? cutBase : [start]);
  const further = kept.filter((one) => !ruled.has(one));
  if (further.length > MOST_DATES) notes.add('cut');
  const said = texts(component, notes);
  if (`${component.getFirstPropertyValue('status') ?? ''}`.toUpperCase() === 'CANCELLED') notes.add('cancelled');
  return {
    line: part.line,
    ...said,
    all_day,
    start,
    end: localAt(Date.parse(`${start}:00Z`) + lasts - (all_day ? DAY_MS : 0)),
    rule,
    dates: further.slice(0, MOST_DATES),
    except: rule ? cutBase.filter((one) => !all.has(one)) : [],
    notes: [...notes],
  };
}

interface About {
  lasts: number;
  notes: Set<IcsNote>;
  zoneOf: ZoneOf;
}

/** A date that was moved or cancelled by itself (RECURRENCE-ID). */
function moveDate({ component }: Read, all: Set<string>, { lasts, notes, zoneOf }: About): void {
  const from = timeOf(component, 'recurrence-id', zoneOf);
  const to = timeOf(component, 'dtstart', zoneOf);
  if (!from) return;
  const origin = localAt(from.ms);
  const later = `${component.getFirstProperty('recurrence-id')?.getFirstParameter('range') ?? ''}` === 'THISANDFUTURE';
  const touched = [...all].filter((start) => start === origin || (later && start > origin));
  for (const start of touched) all.delete(start);
  if (`${component.getFirstPropertyValue('status') ?? ''}`.toUpperCase() === 'CANCELLED' || !to) return;
  const by = to.ms - from.ms;
  for (const start of touched.length ? touched : [origin]) all.add(localAt(Date.parse(`${start}:00Z`) + by));
  const own = lengthOf(component, to, zoneOf);
  if (own !== null && own !== lasts) notes.add('other_length');
}

/** Title, text and place as a draft may have them. */
function texts(component: ICAL.Component, notes: Set<IcsNote>) {
  const one = (name: string, most: number) => {
    const value = component.getFirstPropertyValue(name);
    const { text, contact, shortened } = clean(typeof value === 'string' ? value : '', most);
    if (contact) notes.add('contact');
    if (shortened) notes.add('shortened');
    return text;
  };
  const flat = (text: string) => text.replace(/\s+/g, ' ');
  return {
    title: flat(one('summary', MOST.title)),
    text: one('description', MOST.text),
    where: flat(one('location', MOST.where)),
  };
}

const refusalOf = (error: unknown): IcsRefusal => {
  if (error instanceof Refused) return error.rule;
  if (error instanceof TooOften) return 'too_often';
  if (error instanceof BadRule) return 'bad_rule';
  return /recur|frequency|byday|BY[A-Z]+|interval|count|until/i.test(`${error}`) ? 'bad_rule' : 'bad_date';
};

/** Reads the text of a calendar file. `today` is a day of the city: series begin with their next date from then on. */
export function readIcs(text: string, today: string): IcsRead {
  const { calendar, name, parts, problems } = split(text);
  const read: IcsRead = { name: clean(name, 60).text, events: [], problems: [...problems], found: 0 };
  const refuse = (part: Part, rule: IcsRefusal, said = '') =>
    read.problems.push({ line: part.line, rule, text: excerpt(said || titleOf(part)) });
  if (!calendar)
    return { ...read, problems: [{ line: 1, rule: 'not_ics', text: excerpt(text.trimStart().split('\n')[0] ?? '') }] };
  const events = parts.filter((part) => part.name === 'VEVENT');
  read.found = events.length + problems.length;
  if (events.length > ICS_LIMITS.events)
    return { ...read, problems: [{ line: 1, rule: 'too_many', text: `${events.length}` }] };

  const zones = new Map<string, ICAL.Component>();
  const masters = new Map<string, Read>();
  const changes = new Map<string, Read[]>();
  for (const part of parts) {
    let component: ICAL.Component;
    try {
      component = new ICAL.Component(ICAL.parse(part.lines.map((one) => one.text).join('\r\n')));
    } catch {
      const { line, text: said } = brokenLine(part);
      read.problems.push({ line, rule: 'broken', text: excerpt(said) });
      continue;
    }
    if (part.name === 'VTIMEZONE') {
      zones.set(`${component.getFirstPropertyValue('tzid') ?? ''}`, component);
      continue;
    }
    const uid = `${component.getFirstPropertyValue('uid') ?? `line-${part.line}`}`;
    const own = { part, component };
    if (component.getFirstProperty('recurrence-id')) changes.set(uid, [...(changes.get(uid) ?? []), own]);
    else if (masters.has(uid)) refuse(part, 'duplicate');
    else masters.set(uid, own);
  }
  const zoneOf = zonesOf(zones);
  // a moved date of a series that the file does not have stands for itself
  for (const [uid, own] of changes)
    if (!masters.has(uid)) own.forEach((one, i) => void masters.set(`${uid} ${i}`, one));
  for (const [uid, own] of masters) {
    try {
      read.events.push(readEvent(own, changes.get(uid) ?? [], zoneOf, today));
    } catch (error) {
      refuse(own.part, refusalOf(error));
    }
  }
  read.events.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.line - b.line));
  read.problems.sort((a: IcsProblem, b: IcsProblem) => a.line - b.line);
  return read;
}

const titleOf = ({ lines }: Part): string => {
  const said = lines.find(({ text }) => /^SUMMARY[;:]/i.test(text))?.text ?? '';
  return clean(said.slice(said.indexOf(':') + 1), 60).text;
};

export const readIcsBytes = (bytes: Uint8Array, today: string): IcsRead => readIcs(decode(bytes), today);
