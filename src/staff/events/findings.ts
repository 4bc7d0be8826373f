/** What keeps an event from being published, and what its editor should know. Pure; the database has the last word. */
import type { EventBody } from '../../contract/events.ts';
import { LOCALES } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';
import type { Finding } from '../editor/findings.ts';
import { datesBetween, horizonOf, nextDates, ruleStarts } from './dates.ts';
import { DAY_MS, dayOf, localMs, MOST, MOST_DATES, MOST_INTERVAL, RANGES, tidyEvent } from './event.ts';

type Add = (field: string, rule: string, more?: Partial<Finding>) => void;

/** Words that must be there in simplified Chinese, and had better be in the other languages. */
function spoken(add: Add, field: keyof typeof MOST, words: Words | null, needed = true): void {
  for (const locale of LOCALES) {
    const text = words?.[locale] ?? '';
    if (text.length > MOST[field]) add(field, 'bad_text', { locale });
    if (/<[a-zA-Z/!?]/.test(text)) add(field, 'html', { locale });
    if (text) continue;
    if (locale === 'zh-Hans') needed && add(field, 'missing', { locale });
    else if (words?.['zh-Hans']) add(field, 'no_language', { locale, level: 'advice' });
  }
}

/** All findings about an event as it is typed. */
export function eventFindings(typed: EventBody, today: string): Finding[] {
  const body = tidyEvent(typed);
  const found: Finding[] = [];
  const add: Add = (field, rule, more = {}) => found.push({ field, rule, message: '', level: 'error', ...more });
  spoken(add, 'title', body.title);
  spoken(add, 'summary', body.summary);
  spoken(add, 'text', body.text, false);
  spoken(add, 'organiser', body.organiser);
  spoken(add, 'partners', body.partners, false);
  spoken(add, 'access', body.access, false);
  if (body.picture) spoken(add, 'picture_alt', body.picture_alt);
  if (!body.type) add('type', 'missing');
  if (!body.place) add('place', 'missing');
  if (!body.venue) spoken(add, 'where', body.where);
  if (!body.audience.length) add('audience', 'missing');
  if (!body.spoken.length) add('spoken', 'missing');
  if (body.position && !(Math.abs(body.position[0]) <= 180 && Math.abs(body.position[1]) <= 90))
    add('position', 'range');
  timeFindings(add, body, today);
  signUpFindings(add, body);
  return found;
}

function timeFindings(add: Add, body: EventBody, today: string): void {
  const { rule, start, end } = body;
  const length = localMs(end) - localMs(start);
  if (!(length >= 0) || (length === 0 && !body.all_day)) add('end', 'end_order');
  else if (length > 31 * DAY_MS) add('end', 'too_long');
  if (rule) {
    if (!(rule.interval >= 1 && rule.interval <= MOST_INTERVAL)) add('rule', 'range');
    if (rule.freq !== 'daily' && !rule.days.length) add('rule', 'no_days');
    // the first date is one of the series, or everybody counts differently from it (RFC 5545, 3.8.5.3)
    else if (!ruleStarts(body, dayOf(start)).includes(start)) add('start', 'off_rule');
    if (rule.until && rule.until < dayOf(start)) add('until', 'until_order');
  }
  const laid = datesBetween(body, dayOf(start), horizonOf(dayOf(start))).filter(({ as }) => as !== 'off');
  const lasts = length + (body.all_day ? DAY_MS : 0);
  // nobody knows which of two dates somebody came to
  if (laid.some((one, i) => i > 0 && localMs(one.start) - localMs(laid[i - 1]?.start ?? '') < lasts))
    add('end', 'overlap');
  if (body.dates.length > MOST_DATES || body.except.length > MOST_DATES) add('rule', 'many_dates');
  if (!laid.length) add('start', 'no_dates');
  else if (!nextDates(body, today, 1).length) add('start', 'no_dates', { level: 'advice' });
}

function signUpFindings(add: Add, { sign_up }: EventBody): void {
  if (!sign_up) return;
  for (const field of ['capacity', 'waiting', 'party', 'closes_hours', 'helpers'] as const) {
    const [low, high] = RANGES[field];
    if (!(sign_up[field] >= low && sign_up[field] <= high)) add(`sign_up.${field}`, 'range');
  }
  if (sign_up.party > sign_up.capacity) add('sign_up.party', 'party_over');
}
