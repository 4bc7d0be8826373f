/** Events and briefs from outside in the shapes that their forms need: a draft may be anything. Pure. */
import {
  type BriefBody,
  type BriefFigures,
  type EventBody,
  QUALIFIERS,
  type Rule,
  type SignUpRule,
} from '../../contract/events.ts';
import type { Position } from '../../contract/trails.ts';
import { day, list, record, spoken, spokenOr, text, textOr, texts } from '../editor/loose.ts';
import { AUDIENCES, emptyEvent, MOST_INTERVAL, RANGES } from './event.ts';

const whole = (value: unknown, [low, high]: readonly [number, number], usual: number): number =>
  typeof value === 'number' && Number.isInteger(value) ? Math.min(high, Math.max(low, value)) : usual;
const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const isLocal = (value: unknown): value is string =>
  LOCAL.test(text(value)) && !Number.isNaN(Date.parse(`${value}:00Z`));
const locals = (value: unknown): string[] => [...new Set(list(value).filter(isLocal))].sort().slice(0, 800);

function readRule(value: unknown): Rule | null {
  const raw = record(value);
  const freq = (['daily', 'weekly', 'monthly'] as const).find((one) => one === raw['freq']);
  if (!freq) return null;
  const shape = freq === 'weekly' ? /^(MO|TU|WE|TH|FR|SA|SU)$/ : /^(-1|[1-5])(MO|TU|WE|TH|FR|SA|SU)$/;
  return {
    freq,
    interval: whole(raw['interval'], [1, MOST_INTERVAL], 1),
    days: freq === 'daily' ? [] : texts(raw['days']).filter((one) => shape.test(one)),
    until: day(raw['until']),
    count: typeof raw['count'] === 'number' ? whole(raw['count'], [1, 800], 1) : null,
  };
}

function readSignUp(value: unknown): SignUpRule | null {
  const raw = record(value);
  if (!Object.keys(raw).length) return null;
  return {
    capacity: whole(raw['capacity'], RANGES.capacity, 80),
    waiting: whole(raw['waiting'], RANGES.waiting, 0),
    party: whole(raw['party'], RANGES.party, 1),
    opens_days: typeof raw['opens_days'] === 'number' ? whole(raw['opens_days'], RANGES.opens_days, 0) : null,
    closes_hours: whole(raw['closes_hours'], RANGES.closes_hours, 0),
    helpers: whole(raw['helpers'], RANGES.helpers, 0),
  };
}

function readPosition(value: unknown): Position | null {
  const [lng, lat] = list(value);
  return typeof lng === 'number' && typeof lat === 'number' ? [lng, lat] : null;
}

/** Any body as an event. */
export function readEvent(value: unknown): EventBody {
  const raw = record(value);
  const usual = emptyEvent('', '2026-01-01');
  const start = isLocal(raw['start']) ? raw['start'] : usual.start;
  return {
    title: spoken(raw['title']),
    summary: spoken(raw['summary']),
    text: spoken(raw['text']),
    picture: textOr(raw['picture']),
    picture_alt: spokenOr(raw['picture_alt']),
    type: text(raw['type']),
    entries: texts(raw['entries']),
    topics: texts(raw['topics']),
    campaign: textOr(raw['campaign']),
    place: text(raw['place']),
    organiser: spoken(raw['organiser']),
    partners: spokenOr(raw['partners']),
    venue: textOr(raw['venue']),
    where: spokenOr(raw['where']),
    position: readPosition(raw['position']),
    audience: AUDIENCES.filter((one) => list(raw['audience']).includes(one)),
    spoken: texts(raw['spoken']),
    accessible: raw['accessible'] === true,
    access: spokenOr(raw['access']),
    size: raw['size'] === 'large' ? 'large' : 'normal',
    all_day: raw['all_day'] === true,
    start,
    end: isLocal(raw['end']) ? raw['end'] : start,
    rule: readRule(raw['rule']),
    dates: locals(raw['dates']),
    except: locals(raw['except']),
    sign_up: readSignUp(raw['sign_up']),
  };
}

const count = (value: unknown): number => (typeof value === 'number' && value >= 0 ? value : 0);
const qualifier = (value: unknown) => QUALIFIERS.find((one) => one === value) ?? 'exact';

function readFigures(value: unknown): BriefFigures {
  const raw = record(value);
  const counted = record(raw['counted']);
  const quiz = record(raw['quiz']);
  const helpers = record(raw['helpers']);
  return {
    drafted_at: text(raw['drafted_at']),
    counted:
      typeof counted['value'] === 'number'
        ? {
            value: counted['value'],
            qualifier: qualifier(counted['qualifier']),
            how: counted['how'] === 'estimated' ? 'estimated' : 'counted',
            unit: counted['unit'] === 'person_times' ? 'person_times' : 'persons',
          }
        : null,
    scanned: count(raw['scanned']),
    signed_up: count(raw['signed_up']),
    materials: list(raw['materials']).map((one) => ({
      name: spoken(record(one)['name']),
      handed: count(record(one)['handed']),
      qualifier: qualifier(record(one)['qualifier']),
    })),
    helpers: { people: count(helpers['people']), minutes: count(helpers['minutes']) },
    teams: list(raw['teams']).map((one) => ({
      name: spoken(record(one)['name']),
      people: count(record(one)['people']),
      minutes: count(record(one)['minutes']),
    })),
    quiz:
      typeof quiz['people'] === 'number'
        ? { people: count(quiz['people']), correct: count(quiz['correct']), total: count(quiz['total']) }
        : null,
  };
}

/** Any body as a brief. */
export function readBrief(value: unknown): BriefBody {
  const raw = record(value);
  return {
    event: text(raw['event']),
    origin: text(raw['origin']),
    title: spoken(raw['title']),
    text: spoken(raw['text']),
    figures: readFigures(raw['figures']),
    pictures: list(raw['pictures']).map((one) => ({
      hash: text(record(one)['hash']),
      alt: spoken(record(one)['alt']),
      consent: text(record(one)['consent']),
    })),
  };
}
