import { useEffect, useState } from 'preact/hooks';
import type { Words } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { Markdown } from '../editor/Markdown.tsx';
import { PreviewFrame } from '../editor/PreviewFrame.tsx';
import { venueName } from './calls.ts';
import type { FormProps } from './form.ts';
import { whenText } from './say.ts';

const say = (words: Words | null | undefined, locale: FormProps['locale']) =>
  words?.[locale]?.trim() || words?.['zh-Hans']?.trim() || '';

/** What residents read of the event, beside the form. */
export function EventPreview({ words, body, locale: writing, slug }: Omit<FormProps, 'change'> & { slug: string }) {
  const [locale, setLocale] = useState(writing);
  useEffect(() => setLocale(writing), [writing]);
  const [venue, setVenue] = useState('');
  useEffect(() => {
    setVenue('');
    // a name that cannot be fetched is missing here only: the field says why
    if (body.venue)
      venueName(body.venue, locale).then(
        (one) => setVenue(one?.name ?? ''),
        () => {},
      );
  }, [body.venue, locale]);
  const where = [venue, say(body.where, locale)].filter(Boolean).join(' · ');
  const { sign_up } = body;
  return (
    <PreviewFrame
      locale={locale}
      pick={setLocale}
      missing={!body.title[locale]?.trim()}
      look="event-preview"
      note={words.preview_event}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard, and nothing in it is */}
      <article class="stack" tabIndex={0}>
        {body.picture && <img src={`/media/${body.picture}`} alt={say(body.picture_alt, locale)} />}
        <h3 class="song">{say(body.title, locale) || '…'}</h3>
        <p>{say(body.summary, locale)}</p>
        <dl class="event-facts">
          <div>
            <dt>{words.when}</dt>
            <dd>{whenText(words, body)}</dd>
          </div>
          <div>
            <dt>{words.where_title}</dt>
            <dd>{where || '…'}</dd>
          </div>
          <div>
            <dt>{words.field_organiser}</dt>
            <dd>{say(body.organiser, locale) || '…'}</dd>
          </div>
          {sign_up && (
            <div>
              <dt>{words.sign_up}</dt>
              <dd>
                {fill(words.sign_up_is, { capacity: sign_up.capacity, waiting: sign_up.waiting, party: sign_up.party })}
              </dd>
            </div>
          )}
        </dl>
        {say(body.text, locale) && <Markdown text={say(body.text, locale)} />}
        {slug && <p class="small muted num">/events/{slug}</p>}
      </article>
    </PreviewFrame>
  );
}
