import { useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { LOCALE_PREFIX, type Locale } from '../../contract/locales.ts';
import { type Handed, takeOver } from './handed.ts';
import { SignUpForm } from './SignUpForm.tsx';
import { createSignUp, type SignUp as Handle, type SignUpEvent } from './signup.state.ts';
import { TicketCard } from './TicketCard.tsx';
import { broughtBy, chanceOf, isValid } from './ticket.ts';
import { warmTicket } from './ticket-qr.ts';

interface Props {
  locale: Locale;
  /** of the area `events` */
  words: Record<string, string>;
  about: Omit<SignUpEvent, 'sessions'>;
  /** coming dates that have places */
  dates: Handed;
}

/** Tickets to this event on this phone, and the way to another one. */
export function SignUp({ locale, words, about, dates }: Props) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const [made, setMade] = useState<string | null>(null);
  const [again, setAgain] = useState(false);
  const top = useRef<HTMLElement>(null);
  const ref = useRef<Handle | null>(null);
  const event = useMemo(() => ({ ...about, sessions: takeOver(dates) }), []);
  useEffect(() => {
    const handle = createSignUp(event, locale, () => redraw(0));
    ref.current = handle;
    const brought = broughtBy(location.hash);
    if (brought && 'ticket' in brought) {
      setMade(brought.ticket);
      // what opens the door does not stay in an address that people send on
      history.replaceState(history.state, '', location.pathname + location.search);
    }
    void handle.load();
    warmTicket();
    return handle.stop;
  }, []);
  const handle = ref.current;
  const state = handle?.state;
  const at = state?.at ?? 0;
  const prefix = LOCALE_PREFIX[locale];
  const tickets = state?.tickets ?? [];
  const valid = tickets.filter((ticket) => isValid(ticket, at));
  const rest = tickets.filter((ticket) => !isValid(ticket, at) && at - ticket.at < 86_400_000);
  const held = new Set(valid.map(({ origin }) => origin));
  const sessions = (state?.sessions ?? event.sessions).filter((one) => chanceOf(one, at, 'guest', 1) !== 'past');
  const open = sessions.filter((one) => one.places && !held.has(one.origin));
  const asks = open.length > 0 && (valid.length === 0 || again);

  const sign = async (...what: Parameters<Handle['sign']>) => {
    const code = await handle?.sign(...what);
    if (!code) return;
    setMade(code);
    setAgain(false);
    requestAnimationFrame(() => {
      top.current?.scrollIntoView({ block: 'start' });
      top.current?.focus({ preventScroll: true });
    });
  };

  return (
    <section class="signup stack" aria-labelledby="signup" data-testid="signup" ref={top} tabIndex={-1}>
      <h2 id="signup">{valid.length > 0 ? words.signup_mine : words.signup_title}</h2>
      {[...valid, ...rest].map((ticket, at) => (
        <TicketCard
          key={ticket.code}
          ticket={ticket}
          locale={locale}
          words={words}
          prefix={prefix}
          now={state?.at ?? 0}
          open={made ? ticket.code === made : at === 0}
          onCancel={(code) => void handle?.cancel(code)}
        />
      ))}
      {state?.message && (
        <p class="notice amber" role="alert">
          {words[`signup_msg_${state.message === 'full' ? 'full' : 'unavailable'}`]}
        </p>
      )}
      {asks ? (
        <SignUpForm
          locale={locale}
          words={words}
          sessions={open}
          party={event.party ?? 1}
          allDay={event.all_day}
          now={at}
          stale={state?.stale ?? false}
          busy={!handle || (state?.busy ?? false)}
          onSign={(...what) => void sign(...what)}
        />
      ) : valid.length > 0 && open.length > 0 ? (
        <button type="button" class="btn wide" onClick={() => setAgain(true)}>
          {words.signup_more}
        </button>
      ) : (
        valid.length === 0 && <p class="muted">{words.signup_none}</p>
      )}
    </section>
  );
}
