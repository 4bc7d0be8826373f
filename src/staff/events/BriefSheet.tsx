import type { BriefBody } from '../../contract/events.ts';
import type { Locale } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';
import { formatDate } from '../../i18n/format.ts';
import { Markdown } from '../editor/Markdown.tsx';
import type { EventWords } from './event.ts';
import { figureLines } from './figures.ts';

const say = (words: Words, locale: Locale) => words[locale]?.trim() || words['zh-Hans']?.trim() || '';

/** The brief as it is read and printed: a sheet of A4. */
export function BriefSheet({ words, body, locale }: { words: EventWords; body: BriefBody; locale: Locale }) {
  return (
    <article class="brief-sheet" lang={locale} data-testid="brief-sheet">
      <h2 class="song">{say(body.title, locale) || '…'}</h2>
      {body.origin && <p class="muted">{formatDate(locale, body.origin)}</p>}
      <Figures words={words} body={body} locale={locale} />
      <Markdown text={say(body.text, locale)} />
      <div class="brief-photos">
        {body.pictures.map(({ hash, alt }) => (
          <figure key={hash}>
            <img src={`/media/${hash}`} alt={say(alt, locale)} />
            <figcaption class="small muted">{say(alt, locale)}</figcaption>
          </figure>
        ))}
      </div>
    </article>
  );
}

/** What the server counted, line by line. */
export function Figures({ words, body, locale }: { words: EventWords; body: BriefBody; locale: Locale }) {
  return (
    <dl class="brief-figures" data-testid="figures">
      {figureLines(words, locale, body.figures).map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
