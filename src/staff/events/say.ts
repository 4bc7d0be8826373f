/** When an event takes place, in plain words: "每周六 9:00–10:30，到 2026-12-31". Pure. */
import { type EventBody, WEEKDAYS, type Weekday } from '../../contract/events.ts';
import { fill } from '../../ui/fill.ts';
import { DAY_MS, dayOf, type EventWords, localMs, timeOf, weekdayOf } from './event.ts';

type When = Pick<EventBody, 'start' | 'end' | 'all_day' | 'rule' | 'dates' | 'except'>;

/** 09:00 → 9:00 */
const clock = (local: string) => timeOf(local).replace(/^0/, '');

const dayName = (words: EventWords, day: string) => words[`day_${day.slice(-2) as Weekday}`];
const many = (words: EventWords, names: readonly string[]) => names.join(words.join_days);

function nthName(words: EventWords, day: string): string {
  const n = Number(day.slice(0, -2));
  const key = n < 0 ? 'last' : (`${Math.min(n, 5)}` as '1' | '2' | '3' | '4' | '5');
  return fill(words[`nth_${key}`], { day: dayName(words, day) });
}

/** Every so often: the rule without its end. */
function everyText(words: EventWords, { rule, start }: When): string {
  if (!rule) return '';
  const n = rule.interval;
  if (rule.freq === 'daily') return n === 1 ? words.every_day : fill(words.every_days, { n });
  if (rule.freq === 'weekly') {
    const own = rule.days.length ? rule.days : [weekdayOf(start)];
    const order = [...own].sort((a, b) => WEEKDAYS.indexOf(a as Weekday) - WEEKDAYS.indexOf(b as Weekday));
    const days = many(
      words,
      order.map((day) => dayName(words, day)),
    );
    return n === 1 ? fill(words.every_week, { days }) : fill(words.every_weeks, { n, days });
  }
  const days = many(
    words,
    rule.days.length
      ? rule.days.map((day) => nthName(words, day))
      : [fill(words.day_of_month, { n: Number(start.slice(8, 10)) })],
  );
  return n === 1 ? fill(words.every_month, { days }) : fill(words.every_months, { n, days });
}

/** From when to when on a day: 9:00–10:30, whole days, or until the next one. */
export function hoursText(words: EventWords, { start, end, all_day }: Pick<When, 'start' | 'end' | 'all_day'>): string {
  const days = Math.round((localMs(`${dayOf(end)}T00:00`) - localMs(`${dayOf(start)}T00:00`)) / DAY_MS);
  if (all_day) return days > 0 ? fill(words.days_long, { n: days + 1 }) : words.all_day;
  if (days <= 0) return `${clock(start)}–${clock(end)}`;
  return days === 1
    ? fill(words.until_next_day, { from: clock(start), to: clock(end) })
    : fill(words.until_later_day, { from: clock(start), to: clock(end), n: days });
}

/** The whole of it. */
export function whenText(words: EventWords, when: When): string {
  const { rule, start, dates, except } = when;
  const parts = [
    `${rule ? everyText(words, when) : fill(words.once_on, { day: dayOf(start), weekday: dayName(words, weekdayOf(start)) })} ${hoursText(words, when)}`,
  ];
  if (rule?.count) parts.push(fill(words.times, { n: rule.count }));
  else if (rule?.until) parts.push(fill(words.until_day, { day: rule.until }));
  else if (rule) parts.push(words.without_end);
  if (dates.length) parts.push(fill(words.further, { n: dates.length }));
  if (except.length) parts.push(fill(words.left_out, { n: except.length }));
  return parts.join(words.join_parts);
}
