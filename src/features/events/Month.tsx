import type { Locale } from '../../contract/locales.ts';
import { fill, fillCount } from '../../ui/fill.ts';
import { Icon } from '../../ui/Icon.tsx';
import { back, forward } from '../../ui/icons.ts';
import type { MonthDay } from './events.ts';
import { type EventWords, sayClock, sayDay, sayMonth, sayWeekdays } from './say.ts';

interface Props {
  month: string;
  today: string;
  weeks: (MonthDay | null)[][];
  /** addresses of the months beside it; null where nothing is laid out */
  previous: string | null;
  next: string | null;
  /** address of a day that has events */
  toDay: (day: string) => string;
  locale: Locale;
  words: EventWords;
}

/** Titles in a day's field; where it is too narrow for them stands how many there are. */
const TITLES = 4;

/** A month as a table. Without script its days are links; with it arrow keys go from day to day (month.late.ts). */
export function Month({ month, today, weeks, previous, next, toDay, locale, words }: Props) {
  const [narrow, long] = [sayWeekdays(locale, locale === 'en' ? 'short' : 'narrow'), sayWeekdays(locale, 'long')];
  const name = sayMonth(locale, month);
  const step = (to: string | null, label: string, icon: string, rel: string) =>
    to ? (
      <a class="pill" href={to} rel={rel} aria-label={label}>
        <Icon d={icon} size={20} />
      </a>
    ) : (
      <span class="pill none" />
    );
  return (
    <div class="month stack" data-month={month}>
      <div class="row between month-head">
        {step(previous, words.month_prev, back, 'prev')}
        <h2 id="month">
          <span class="vh month-what">{words.title} · </span>
          {name}
        </h2>
        {step(next, words.month_next, forward, 'next')}
      </div>
      <table aria-labelledby="month" aria-describedby="month-help">
        <thead>
          <tr>
            {long.map((day, i) => (
              <th key={day} scope="col" abbr={day}>
                {narrow[i]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find(Boolean)?.day}>
              {week.map((one, i) =>
                one ? (
                  <td key={one.day} aria-current={one.day === today ? 'date' : undefined}>
                    <Day {...one} to={toDay} {...{ locale, words }} />
                  </td>
                ) : (
                  <td key={i} class="none" />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p id="month-help" class="muted small js no-print month-help">
        {words.month_help}
      </p>
    </div>
  );
}

type DayProps = MonthDay & { to: (day: string) => string; locale: Locale; words: EventWords };

function Day({ day, cards, to, locale, words }: DayProps) {
  const number = Number(day.slice(8));
  const said = sayDay(locale, day);
  if (cards.length === 0)
    return (
      <span class="day" data-day={day} role="img" aria-label={fill(words.day_none, { day: said })}>
        <b class="num">{number}</b>
      </span>
    );
  const titles = cards.slice(0, cards.length > TITLES ? TITLES - 1 : TITLES);
  const label = fill(fillCount(words, 'day_events', cards.length, locale), { day: said });
  return (
    <a class={cards.length > 2 ? 'day' : 'day few'} data-day={day} href={to(day)}>
      <span class="vh">{label}</span>
      <b class="num" aria-hidden="true">
        {number}
      </b>
      <span class="day-count" aria-hidden="true">
        {fillCount(words, 'day_count', cards.length, locale)}
      </span>
      {titles.map((card) => (
        <span key={card.slug + card.origin} class={card.state === 'cancelled' ? 'day-title off' : 'day-title'}>
          {card.state === 'cancelled'
            ? `${words.cancelled} `
            : card.all_day
              ? ''
              : `${sayClock(locale, card.starts_at)} `}
          {card.title}
        </span>
      ))}
      {cards.length > titles.length && (
        <span class="day-title muted">{fillCount(words, 'day_more', cards.length - titles.length, locale)}</span>
      )}
    </a>
  );
}
