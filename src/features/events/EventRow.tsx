import type { EventCard } from '../../contract/events.ts';
import type { Locale } from '../../contract/locales.ts';
import { fill } from '../../ui/fill.ts';
import { dayOf, daysOf } from './events.ts';
import { type EventWords, sayClock, sayDay, sayEnd, sayHours, sayState } from './say.ts';

interface Props {
  card: EventCard;
  /** the day under which it stands */
  day: string;
  to: string;
  locale: Locale;
  words: EventWords;
  heading?: 'h2' | 'h3';
}

/** One date in a list: when, what, where, and what one has to know before going. */
export function EventRow({ card, day, to, locale, words, heading: Heading = 'h3' }: Props) {
  const { title, where, district, type, children, accessible, sign_up, all_day, starts_at, state } = card;
  const changed = sayState(words, card);
  const began = dayOf(starts_at) < day;
  const long = daysOf(card).length > 1;
  const planned = state === 'planned';
  return (
    <a class="card event-row" href={to}>
      <p class="event-time num">
        <strong class="song">{all_day || began ? words.all_day : sayClock(locale, starts_at)}</strong>
        <span class="muted small">
          {began
            ? fill(words.began, { when: sayDay(locale, dayOf(starts_at)) })
            : all_day
              ? long && sayHours(locale, words, card)
              : sayEnd(locale, words, card)}
        </span>
      </p>
      <div class="grow stack tight">
        {changed && <p class="chip changed">{changed}</p>}
        <Heading class={planned ? undefined : 'off'}>{title}</Heading>
        <p class="muted small">{where === district.name ? where : `${where} · ${district.name}`}</p>
        <p class="event-tags small muted">
          <span>{type.name}</span>
          {children && <span>{words.children}</span>}
          {accessible && <span>{words.accessible}</span>}
          {planned && sign_up !== 'none' && (
            <span class={sign_up === 'open' ? 'can' : undefined}>{words[`sign_${sign_up}`]}</span>
          )}
        </p>
      </div>
    </a>
  );
}
