import { useEffect, useRef, useState } from 'preact/hooks';
import { fillCount } from '../../ui/fill.ts';
import { dateFile, grouped, isRefused, isValid, type Kept, when } from './ticket.ts';
import { drawTicket } from './ticket-qr.ts';

interface Props {
  ticket: Kept;
  locale: string;
  /** words that begin with `ticket_` */
  words: Record<string, string>;
  /** the language's part of addresses: '', '/zh-hant' or '/en' */
  prefix: string;
  /** server's time, ms */
  now: number;
  /** says which event it is for: not on that event's own page */
  named?: boolean;
  open: boolean;
  onCancel(code: string): void;
}

/** One ticket: for when, for how many, what became of it, and the code that the door scans. */
export function TicketCard({ ticket, locale, words, prefix, now, named, open, onCancel }: Props) {
  const { code, event, party, as, state } = ticket;
  const [shown, show] = useState(open);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => show(open), [open]);
  const valid = isValid(ticket, now);
  const lost = ticket.session_state === 'cancelled';
  const page = `${prefix}/events/${event}`;
  return (
    <article class="card ticket stack" data-testid="ticket" data-state={lost ? 'lost' : state} data-code={code}>
      <header class="stack tight">
        <div class="row between">
          <h3 class="ticket-when">{when(locale, ticket)}</h3>
          <span class={`chip${state === 'taken' && !lost ? '' : ' plain'}`}>
            {lost ? words.ticket_chip_lost : ticket.came ? words.ticket_chip_came : words[`ticket_chip_${state}`]}
          </span>
        </div>
        {named && (
          <p>
            <a class="ticket-event" href={page}>
              {ticket.title}
            </a>
          </p>
        )}
        <p class="muted">
          {as === 'helper' ? words.ticket_helper : fillCount(words, 'ticket_party', party, locale)} · {ticket.where}
        </p>
        <p role="status" data-testid="ticket-state">
          {said(ticket, words, locale, lost)}
        </p>
      </header>
      {valid && shown && <Code code={code} page={page} words={words} />}
      {valid && !shown && (
        <button type="button" class="btn wide" onClick={() => show(true)}>
          {words.ticket_show}
        </button>
      )}
      {valid && !ticket.came && (
        <div class="row">
          <a class="btn" href={dateFile(page, ticket.origin)}>
            {words.ticket_calendar}
          </a>
          {!ticket.leaving && (
            <button type="button" class="btn quiet" onClick={() => dialog.current?.showModal()}>
              {words.ticket_cancel}
            </button>
          )}
        </div>
      )}
      <dialog ref={dialog} class="card sheet-below" aria-labelledby={`cancel-${code}`}>
        <form method="dialog" class="stack">
          <h2 id={`cancel-${code}`}>{words.ticket_cancel_title}</h2>
          <p>{words.ticket_cancel_text}</p>
          <button class="btn main wide" type="submit">
            {words.ticket_cancel_no}
          </button>
          <button class="btn wide" type="submit" onClick={() => onCancel(code)}>
            {words.ticket_cancel_yes}
          </button>
        </form>
      </dialog>
    </article>
  );
}

function said(ticket: Kept, words: Record<string, string>, locale: string, lost: boolean): string {
  const { state, ahead } = ticket;
  if (lost) return words.ticket_lost ?? '';
  if (ticket.leaving) return words.ticket_leaving ?? '';
  if (ticket.came) return words.ticket_came ?? '';
  if (state === 'waiting' && ahead !== null)
    return ahead > 0 ? fillCount(words, 'ticket_ahead', ahead, locale) : (words.ticket_first ?? '');
  return words[`ticket_${isRefused(state) ? 'no_' : ''}${state}`] ?? '';
}

/** The picture is a real image: in WeChat it is kept by a long press. White around it in the dark, too: scanners ask for it. */
function Code({ code, page, words }: { code: string; page: string; words: Record<string, string> }) {
  const [image, setImage] = useState('');
  useEffect(() => {
    let current = true;
    drawTicket(`${location.origin}${page}#t=${code}`).then(
      (drawn) => current && setImage(drawn),
      () => undefined, // without its picture the code is still read off
    );
    return () => {
      current = false;
    };
  }, [code, page]);
  return (
    <figure class="ticket-code">
      {image && <img src={image} alt={words.ticket_qr} width="260" height="260" />}
      <figcaption>
        <b class="num" data-testid="ticket-code">
          {grouped(code)}
        </b>
        <span class="muted small">{words.ticket_code_text}</span>
      </figcaption>
    </figure>
  );
}
