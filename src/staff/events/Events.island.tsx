import { useEffect, useState } from 'preact/hooks';
import type { Areas } from '../../i18n/keys.ts';
import { DocumentList, type ListWords } from '../bank/DocumentList.tsx';
import type { Row } from '../documents.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import type { Shell } from '../shell/shell.ts';
import type { EventWords } from './event.ts';

interface Props {
  shell: Shell;
  words: EventWords;
  bank: Areas['console_bank'];
}

const KINDS = ['event', 'brief'] as const;
type One = (typeof KINDS)[number];
const kindOf = (hash: string): One => (hash === '#brief' ? 'brief' : 'event');

/** Events and the briefs about them: two lists on one page, one of them in sight. */
export function Events({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review']}>
      {() => <Lists {...props} />}
    </Console>
  );
}

function Lists({ words, bank }: Omit<Props, 'shell'>) {
  const { me, prefix } = useDesk();
  const [kind, setKind] = useState<One>(() => kindOf(location.hash));
  useEffect(() => {
    const read = () => setKind(kindOf(location.hash));
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  const event = kind === 'event';
  const to = (page: string, text: string) => (
    <a class="btn" href={prefix + page}>
      {text}
    </a>
  );
  return (
    <div class="stack">
      <nav class="kinds-nav row" aria-label={words.title}>
        {KINDS.map((one) => (
          <a key={one} class="btn" href={`#${one}`} aria-current={one === kind ? 'page' : undefined}>
            {words[`list_${one}`]}
          </a>
        ))}
      </nav>
      <DocumentList
        key={kind}
        kind={kind}
        words={listWords(words, kind)}
        bank={bank}
        label={words[kind]}
        columns={
          event
            ? [
                {
                  label: words.dates,
                  wide: true,
                  cell: (row: Row) =>
                    row.live && may(me, 'events.manage') ? (
                      <a href={`${prefix}/staff/dates?e=${row.key}`}>{words.to_dates}</a>
                    ) : (
                      '–'
                    ),
                },
              ]
            : []
        }
        choices={[]}
        creates={event ? [{ query: '', text: words.create }] : []}
        ways={
          event ? (
            <>
              {may(me, 'content.write') && to('/staff/event-import', words.to_import)}
              {may(me, 'events.manage') && to('/staff/dates', words.to_dates)}
              {may(me, ['events.manage', 'posters.make']) && to('/staff/event-poster', words.to_poster)}
            </>
          ) : (
            to('/staff/brief', words.draft_brief)
          )
        }
        steps={event ? [words.steps_1, words.steps_2, words.steps_3] : []}
      />
    </div>
  );
}

const listWords = (words: EventWords, kind: One): ListWords =>
  kind === 'event'
    ? { ...words, title: words.list_event }
    : {
        title: words.briefs,
        intro: words.briefs_intro,
        create: words.briefs,
        untitled: words.untitled,
        search_hint: words.search_hint,
        empty: words.briefs_empty,
        empty_text: words.briefs_empty_text,
      };
