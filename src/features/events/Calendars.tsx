import type { EventWords } from './say.ts';

interface Props {
  /** public address of the feed */
  feed: string;
  title: string;
  text: string;
  /** a single event can be saved too, it is its own feed: what that is called */
  save?: string;
  words: EventWords;
}

/** Ways into one's own calendar. In WeChat, which opens no calendar file, they say where to go (share.late.ts). */
export function Calendars({ feed, title, text, save, words }: Props) {
  const { pathname, search } = new URL(feed);
  return (
    <section class="card stack tight calendars no-print" aria-labelledby="calendars">
      <h2 id="calendars">{title}</h2>
      <p class="muted small">{text}</p>
      <div class="row">
        {save && (
          <a class="btn" href={pathname + search}>
            {save}
          </a>
        )}
        <a class={save ? 'btn quiet' : 'btn'} href={feed.replace(/^https?:/, 'webcal:')}>
          {words.subscribe_go}
        </a>
        <button class="btn quiet js" type="button" data-copy={feed}>
          {words.copy}
        </button>
      </div>
      <p class="muted small" role="status" data-copied data-good={words.copied} data-bad={words.copy_failed} />
      <dialog class="card outside" aria-labelledby="outside">
        <div class="stack">
          <h2 id="outside">{words.outside}</h2>
          <p>{words.outside_text}</p>
          <p class="address" data-address>
            {feed}
          </p>
          <div class="row">
            <button class="btn main" type="button" data-copy={feed}>
              {words.copy}
            </button>
            <button class="btn quiet" type="button" data-close>
              {words.outside_close}
            </button>
          </div>
          <p class="muted small" role="status" data-copied data-good={words.copied} data-bad={words.copy_failed} />
        </div>
      </dialog>
    </section>
  );
}
