import { useCallback, useEffect, useState } from 'preact/hooks';
import type { EventPage } from '../../contract/events.ts';
import { LOCALE_PREFIX, LOCALES, type Locale } from '../../contract/locales.ts';
import { documents, type Row } from '../documents.ts';
import { keyOfPage } from '../editor/page.ts';
import { Poster } from '../posters/Poster.tsx';
import { isLocal } from '../posters/posters.ts';
import type { PosterWords } from '../posters/words.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { may } from '../shell/me.ts';
import { Teach } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { eventCode, publishedEvent } from './calls.ts';
import type { EventWords } from './event.ts';
import { posterLine } from './poster.ts';

/** What a poster says besides its event, in one language. */
export interface PosterTexts {
  words: EventWords;
  poster: PosterWords;
  brand: string;
}
interface Props {
  shell: Shell;
  texts: Record<Locale, PosterTexts>;
  /** public address of the site, without a slash at the end */
  site: string;
}

/** The code that hangs at an event: whoever scans it was there. */
export function EventPoster({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['events.manage', 'posters.make']}>
      {() => <Chosen {...props} />}
    </Console>
  );
}

function Chosen(props: Omit<Props, 'shell'>) {
  const [key] = useState(() => keyOfPage(location));
  return key ? <Printed {...props} slug={key} /> : <Choose words={props.texts[useDesk().locale].words} />;
}

/** Events that are published, to choose one. */
function Choose({ words }: { words: EventWords }) {
  const { prefix, me, fail } = useDesk();
  const [rows, setRows] = useState<readonly Row[]>([]);
  const reads = may(me, ['content.write', 'content.review']);
  useEffect(() => {
    if (reads) documents('event', { live: true }, null, 100).then(({ items }) => setRows(items), fail);
  }, [reads, fail]);
  return (
    <div class="stack">
      <Teach title={words.poster_none} text={words.poster_none_text}>
        {may(me, 'events.manage') && (
          <a class="btn" href={`${prefix}/staff/dates`}>
            {words.to_dates}
          </a>
        )}
      </Teach>
      <ul class="plain">
        {rows.map(({ key, title }) => (
          <li key={key}>
            <a href={`${prefix}/staff/event-poster?key=${key}`}>{title || words.untitled}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Printed({ texts, site, slug }: Omit<Props, 'shell'> & { slug: string }) {
  const desk = useDesk();
  const own = texts[desk.locale].words;
  const [locale, setLocale] = useState<Locale>('zh-Hans');
  const [page, setPage] = useState<EventPage | null | undefined>(undefined);
  const [token, setToken] = useState('');
  const [ask, setAsk] = useState(false);
  const load = useCallback(async () => {
    try {
      const [event, code] = await Promise.all([publishedEvent(slug, locale), eventCode(slug)]);
      setPage(event);
      setToken(code.token);
    } catch (error) {
      setPage((now) => now ?? null);
      desk.fail(error);
    }
  }, [slug, locale, desk.fail]);
  useEffect(() => void load(), [load]);
  const renew = async () => {
    setAsk(false);
    try {
      setToken((await eventCode(slug, true)).token);
      desk.say(own.new_code_done);
    } catch (error) {
      desk.fail(error);
    }
  };
  if (page === undefined) return <p class="muted">{desk.words.loading}</p>;
  if (!page || !token) return <Teach title={own.date_missing} text={own.poster_none_text} />;
  const { words, poster, brand } = texts[locale];
  return (
    <div class="poster-desk">
      <form
        class="card stack no-print"
        onSubmit={(event) => {
          event.preventDefault();
          print();
        }}
      >
        <h2>{page.title}</h2>
        <label class="stack tight">
          {own.poster_language}
          <select
            name="language"
            value={locale}
            onChange={({ currentTarget }) => setLocale(currentTarget.value as Locale)}
          >
            {LOCALES.map((one) => (
              <option key={one} value={one} lang={one}>
                {LANGUAGE[one]}
              </option>
            ))}
          </select>
        </label>
        {isLocal(site) && <p class="notice amber">{texts[desk.locale].poster.local}</p>}
        <button class="btn main" type="submit">
          {own.print}
        </button>
        {may(desk.me, 'events.manage') && (
          <button class="btn quiet" type="button" onClick={() => setAsk(true)}>
            {own.new_code}
          </button>
        )}
        <p class="small">
          <a href={`${desk.prefix}/staff/dates?e=${slug}`}>← {own.to_dates}</a>
        </p>
      </form>
      <section class="poster-preview" aria-label={texts[desk.locale].poster.preview} lang={locale}>
        <div class="sheet sheet-a4" data-testid="sheet">
          <div class="cut">
            <Poster
              site={site}
              path={`${LOCALE_PREFIX[locale]}/events/${slug}#in=${token}`}
              title={page.title}
              line={posterLine(words, locale, page, Date.now())}
              seal={words.poster_seal}
              brand={brand}
              words={{ ...poster, scan: words.poster_scan, promise: words.poster_promise }}
              code={{ hint: page.organiser, text: '' }}
            />
          </div>
        </div>
      </section>
      <Dialog open={ask} title={own.new_code_title} words={desk.words} close={() => setAsk(false)}>
        <p>{own.new_code_text}</p>
        <div class="row">
          <button type="button" class="btn main" onClick={renew}>
            {own.new_code_yes}
          </button>
          <button type="button" class="btn" onClick={() => setAsk(false)}>
            {desk.words.cancel}
          </button>
        </div>
      </Dialog>
    </div>
  );
}

const LANGUAGE: Record<Locale, string> = { 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', en: 'English' };
