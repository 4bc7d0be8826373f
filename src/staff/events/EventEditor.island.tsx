import { useEffect, useMemo, useState } from 'preact/hooks';
import type { EventBody } from '../../contract/events.ts';
import type { Locale } from '../../contract/locales.ts';
import type { Areas } from '../../i18n/keys.ts';
import { Frame } from '../editor/Frame.tsx';
import { fromServer, together } from '../editor/findings.ts';
import { Languages } from '../editor/Languages.tsx';
import { isSlug, keyOfPage, today } from '../editor/page.ts';
import { SlugField } from '../editor/SlugField.tsx';
import { useDocument } from '../editor/useDocument.ts';
import type { Place } from '../schools/places.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { tidySeries } from './dates.ts';
import { EventPreview } from './EventPreview.tsx';
import { EventTexts } from './EventTexts.tsx';
import { type EventEditorWords, emptyEvent, tidyEvent } from './event.ts';
import { eventFindings } from './findings.ts';
import { readEvent } from './read.ts';
import { SignUpFields } from './SignUpFields.tsx';
import { showEvent } from './show.ts';
import { countiesOf } from './useEvents.ts';
import { Ways } from './Ways.tsx';
import { WhatFields } from './WhatFields.tsx';
import { WhenFields } from './WhenFields.tsx';
import { WhereFields } from './WhereFields.tsx';

interface Props {
  shell: Shell;
  words: EventEditorWords;
  bank: Areas['console_bank'];
  districts: Place[];
}

/** Writing and reviewing one event with all its dates. */
export function EventEditor({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review']}>
      {() => <Editor {...props} />}
    </Console>
  );
}

const tidy = (body: EventBody) => tidySeries(tidyEvent(body));

function Editor({ words, bank, districts }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const [key] = useState(() => keyOfPage(location));
  const [day] = useState(today);
  const [slug, setSlug] = useState('');
  const counties = useMemo(() => countiesOf(desk.me, 'content.write', districts), [desk.me, districts]);
  const first = counties[0]?.code ?? '';
  const editing = useDocument<EventBody>({
    kind: 'event',
    key,
    newKey: isSlug(slug) ? slug : null,
    empty: () => emptyEvent(first, day),
    tidy,
    read: readEvent,
  });
  const { body, change, doc, problems, dirty } = editing;
  const [locale, pick] = useState<Locale>('zh-Hans');
  const findings = useMemo(() => {
    const own = eventFindings(body, day);
    if (!doc && slug && !isSlug(slug)) own.push({ field: 'slug', rule: 'slug', message: '', level: 'error' });
    return together(own, dirty ? [] : fromServer(problems));
  }, [body, day, doc, slug, problems, dirty]);
  useEffect(() => {
    // a title in the window's tab: several events are often open at once
    const title = body.title['zh-Hans']?.trim();
    if (doc && title) document.title = title;
  }, [doc, body.title]);
  const form = { words, body, change, locale };
  return (
    <Frame
      kind="event"
      editing={editing}
      names={{ words, bank, topics: {}, show: showEvent(words, desk.locale) }}
      findings={findings}
      list="/staff/events"
      pick={pick}
      aside={<EventPreview {...form} slug={doc?.key ?? slug} />}
    >
      {doc?.live && <Ways words={words} slug={doc.key} />}
      <div class="stack">
        <Languages {...{ body, change, locale, pick }} said={(one) => body.title[one]} controls="event-words" sticky />
        <div id="event-words" role="tabpanel" aria-labelledby={`tab-${locale}`} class="stack">
          <EventTexts {...form} key={`texts-${locale}`}>
            {!doc && <SlugField words={words} slug={slug} put={setSlug} example="lakeside-open-day" />}
          </EventTexts>
          <WhenFields {...form} today={day} />
          <WhereFields {...form} counties={counties} />
          <WhatFields {...form} />
          <SignUpFields {...form} />
        </div>
      </div>
    </Frame>
  );
}
