import { useMemo, useState } from 'preact/hooks';
import type { BriefBody } from '../../contract/events.ts';
import type { Locale } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';
import { formatMoment } from '../../i18n/format.ts';
import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';
import { MarkdownLine } from '../courses/MarkdownLine.tsx';
import { Frame } from '../editor/Frame.tsx';
import { fromServer, together } from '../editor/findings.ts';
import { Languages } from '../editor/Languages.tsx';
import { keyOfPage } from '../editor/page.ts';
import { useDocument } from '../editor/useDocument.ts';
import { Line } from '../games/Line.tsx';
import { Console, useDesk } from '../shell/Console.tsx';
import { Teach } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { BriefPictures } from './BriefPictures.tsx';
import { BriefSheet, Figures } from './BriefSheet.tsx';
import { briefFindings, emptyBrief, MOST_BRIEF, tidyBrief } from './brief.ts';
import type { EventEditorWords, EventWords } from './event.ts';
import { readBrief } from './read.ts';
import { showEvent } from './show.ts';
import { dateAddress } from './week.ts';

interface Props {
  shell: Shell;
  words: EventEditorWords;
  bank: Areas['console_bank'];
  /** in the language of each sheet */
  texts: Record<Locale, EventWords>;
}

/** Writing and reviewing the brief of one date. */
export function BriefEditor({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review']}>
      {() => <Drafted {...props} />}
    </Console>
  );
}

function Drafted(props: Omit<Props, 'shell'>) {
  const { prefix } = useDesk();
  const { words } = props;
  const [key] = useState(() => keyOfPage(location));
  if (key) return <Editor {...props} of={key} />;
  // a brief begins with the figures of a date
  return (
    <Teach title={words.briefs_empty} text={words.briefs_empty_text}>
      <a class="btn" href={`${prefix}/staff/dates`}>
        {words.to_dates}
      </a>
    </Teach>
  );
}

function Editor({ words, bank, texts, of }: Omit<Props, 'shell'> & { of: string }) {
  const desk = useDesk();
  const editing = useDocument<BriefBody>({
    kind: 'brief',
    key: of,
    empty: emptyBrief,
    tidy: tidyBrief,
    read: readBrief,
  });
  const { body, change, doc, problems, dirty } = editing;
  const [locale, pick] = useState<Locale>('zh-Hans');
  const findings = useMemo(
    () => together(briefFindings(body), dirty ? [] : fromServer(problems)),
    [body, problems, dirty],
  );
  const line = (field: 'title' | 'text') => ({
    ...{ field, locale, label: words[`field_${field}`], most: MOST_BRIEF[field], text: body[field] },
    put: (text: Words) => change((now) => ({ ...now, [field]: text })),
  });
  return (
    <Frame
      kind="brief"
      editing={editing}
      names={{ words, bank, topics: {}, show: showEvent(words, desk.locale) }}
      findings={findings}
      list="/staff/events#brief"
      pick={pick}
      aside={<BriefSheet words={texts[locale]} body={body} locale={locale} />}
    >
      <p class="row ways">
        {body.event && (
          <a class="btn" href={dateAddress(desk.prefix, body.event, body.origin)}>
            {words.date}
          </a>
        )}
        {doc?.live && (
          <a class="btn" href={`${desk.prefix}/events/${body.event}`}>
            {words.to_public}
          </a>
        )}
        <button type="button" class="btn" onClick={() => print()}>
          {words.print_brief}
        </button>
      </p>
      <div class="stack">
        <Languages {...{ body, change, locale, pick }} said={(one) => body.title[one]} controls="brief-words" sticky />
        <div id="brief-words" role="tabpanel" aria-labelledby={`tab-${locale}`} class="stack">
          <fieldset class="card group" key={locale}>
            <legend>{words.texts}</legend>
            <Line {...line('title')} />
            <MarkdownLine {...line('text')} hint={words.brief_text_hint} rows={10} />
          </fieldset>
          <section class="card stack tight" aria-labelledby="figures-title">
            <h3 id="figures-title">{words.brief_figures}</h3>
            <p class="small muted">
              {body.figures.drafted_at &&
                fill(words.figures_made, { when: formatMoment(desk.locale, body.figures.drafted_at) })}
            </p>
            <Figures words={words} body={body} locale={desk.locale} />
          </section>
          <BriefPictures words={words} body={body} change={change} locale={locale} />
        </div>
      </div>
    </Frame>
  );
}
