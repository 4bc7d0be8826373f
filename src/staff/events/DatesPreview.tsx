import { useState } from 'preact/hooks';
import { formatMonth } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { monthOf, shift, span } from '../calendar/days.ts';
import { MonthGrid } from '../calendar/MonthGrid.tsx';
import { dayName } from '../calendar/names.ts';
import { useDesk } from '../shell/Console.tsx';
import { type Coming, datesBetween, nextDates, pressDate } from './dates.ts';
import { dayOf, timeOf } from './event.ts';
import type { FormProps } from './form.ts';

/** Dates told in a row. */
const SHOWN = 10;

/** The next ten dates in words, and a month of days to press: out, back, or one more. */
export function DatesPreview({ words, body, change, today }: FormProps & { today: string }) {
  const { locale } = useDesk();
  const next = nextDates(body, today, SHOWN);
  const [turned, turn] = useState<string | null>(null);
  const month = turned ?? monthOf(next[0]?.start ?? body.start);
  const { from, to } = span(month, 1);
  const days = new Map<string, Coming[]>();
  for (const date of datesBetween(body, from, to)) {
    const day = dayOf(date.start);
    days.set(day, [...(days.get(day) ?? []), date]);
  }
  return (
    <section class="dates-preview" aria-labelledby="dates-title">
      <div class="stack tight">
        <h3 id="dates-title">{words.preview_dates}</h3>
        {next.length === 0 && <p class="muted">{words.no_next_dates}</p>}
        <ol class="next-dates" data-testid="next-dates">
          {next.map(({ start, as }) => (
            <li key={start} data-start={start}>
              {dayName(locale, dayOf(start))} {!body.all_day && <span class="num">{timeOf(start)}</span>}
              {as === 'extra' && <span class="state changed">{words.is_extra}</span>}
            </li>
          ))}
        </ol>
      </div>
      <div class="stack tight">
        <div class="row month-head">
          <button type="button" class="icon" aria-label={words.month_before} onClick={() => turn(shift(month, -1))}>
            ←
          </button>
          <b class="grow" aria-live="polite">
            {formatMonth(locale, `${month}-01`)}
          </b>
          <button type="button" class="icon" aria-label={words.month_after} onClick={() => turn(shift(month, 1))}>
            →
          </button>
        </div>
        <MonthGrid month={month} today={today} caption={words.preview_dates_hint} look="press-month">
          {(day) => (
            <Day
              {...{ words, day, locale }}
              dates={days.get(day)}
              before={day < dayOf(body.start)}
              press={(start) => change((now) => pressDate(now, start))}
              usual={`${day}T${timeOf(body.start)}`}
            />
          )}
        </MonthGrid>
        <p class="small muted">{words.preview_dates_hint}</p>
      </div>
    </section>
  );
}

interface DayProps extends Pick<FormProps, 'words' | 'locale'> {
  day: string;
  dates: Coming[] | undefined;
  /** before the first date: nothing can be there */
  before: boolean;
  /** the start that an added date has */
  usual: string;
  press: (start: string) => void;
}

function Day({ words, locale, day, dates, before, usual, press }: DayProps) {
  const date = dates?.[0];
  const number = Number(day.slice(8));
  if (before && !date) return <span class="muted num">{number}</span>;
  const say = { rule: words.press_off, off: words.press_back, extra: words.press_remove };
  const label = fill(date ? say[date.as] : words.press_add, { day: dayName(locale, day) });
  return (
    <button
      type="button"
      class={date?.as}
      aria-pressed={!!date && date.as !== 'off'}
      aria-label={label}
      title={label}
      data-day={day}
      onClick={() => press(date?.start ?? usual)}
    >
      {number}
    </button>
  );
}
