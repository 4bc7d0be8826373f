import { useEffect, useReducer, useRef } from 'preact/hooks';
import { LOCALE_PREFIX, type Locale } from '../../contract/locales.ts';
import { fillCount } from '../../ui/fill.ts';
import { createMyTickets, type MyTickets as Handle } from './my-tickets.state.ts';
import { TicketCard } from './TicketCard.tsx';
import { coming, dayOf, isValid } from './ticket.ts';

interface Props {
  locale: Locale;
  /** of the area `events`, those that begin with `ticket_` */
  words: Record<string, string>;
}

/** The passport's part of the calendar: tickets to coming dates, and the dates that somebody was at. */
export function MyTickets({ locale, words }: Props) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const ref = useRef<Handle | null>(null);
  useEffect(() => {
    const handle = createMyTickets(locale, () => redraw(0));
    ref.current = handle;
    void handle.load();
    return handle.stop;
  }, []);
  const state = ref.current?.state;
  if (!state) return null;
  const prefix = LOCALE_PREFIX[locale];
  const tickets = coming(state.tickets, state.at);
  const next = tickets.find((ticket) => isValid(ticket, state.at));
  const { attended } = state;
  return (
    <>
      {tickets.length > 0 && (
        <section class="stack" aria-labelledby="my-tickets" data-testid="my-tickets">
          <h2 id="my-tickets">{words.ticket_mine}</h2>
          {tickets.map((ticket) => (
            <TicketCard
              key={ticket.code}
              ticket={ticket}
              locale={locale}
              words={words}
              prefix={prefix}
              now={state.at}
              named
              open={tickets.length === 1 && ticket === next}
              onCancel={(code) => void ref.current?.cancel(code)}
            />
          ))}
          {state.failed && (
            <p class="notice amber" role="alert">
              {words.ticket_not_stored}
            </p>
          )}
        </section>
      )}
      {attended.length > 0 && (
        <details class="card attended" data-testid="attended">
          <summary>
            <h2>{words.ticket_attended}</h2>
            <span class="muted num">{fillCount(words, 'ticket_times', attended.length, locale)}</span>
          </summary>
          <ul>
            {attended.map(({ event, title, origin, day, people, helper }) => (
              <li key={`${event}${origin}`}>
                <a href={`${prefix}/events/${event}`}>{title}</a>
                <span class="muted small num">
                  {dayOf(locale, day)}
                  {helper ? ` · ${words.ticket_helper}` : ''}
                  {people > 1 ? ` · ${fillCount(words, 'ticket_party', people, locale)}` : ''}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
