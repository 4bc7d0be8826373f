import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Console } from '../shell/Console.tsx';
import type { Me } from '../shell/me.ts';
import type { Shell } from '../shell/shell.ts';
import { AccessLog } from './AccessLog.tsx';
import { AuditLog } from './AuditLog.tsx';
import type { AuditWords } from './acts.ts';

interface Props {
  shell: Shell;
  words: AuditWords;
  places: Record<string, string>;
}

const TABS = ['acts', 'access'] as const;
type Tab = (typeof TABS)[number];

/** The two logs: what staff did, and who read rows of participants. */
export function Audit({ shell, words, places }: Props) {
  return (
    <Console shell={shell} need="audit.read">
      {(me) => <Logs words={words} places={{ ...ownPlaces(me, shell.locale), ...places }} />}
    </Console>
  );
}

/** Names of the places of one's own roles: the city is none of the districts. */
const ownPlaces = (me: Me, locale: Shell['locale']): Record<string, string> =>
  Object.fromEntries(
    me.roles.map(({ place, place_name }) => [place, place_name[locale] ?? place_name['zh-Hans'] ?? place]),
  );

function Logs({ words, places }: Omit<Props, 'shell'>) {
  const [tab, setTab] = useState<Tab>('acts');
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const read = () => setTab(location.hash === '#access' ? 'access' : 'acts');
    read();
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  const choose = (next: Tab) => {
    setTab(next);
    history.replaceState(null, '', `${location.pathname}${location.search}${next === 'access' ? '#access' : ''}`);
    bar.current?.querySelector<HTMLButtonElement>(`#tab-${next}`)?.focus();
  };
  const steer = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
    event.preventDefault();
    choose(tab === 'acts' ? 'access' : 'acts');
  };
  return (
    <>
      <div ref={bar} class="tabs no-print" role="tablist" aria-label={words.title} onKeyDown={steer}>
        {TABS.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`tab-${one}`}
            aria-selected={tab === one}
            aria-controls="log-panel"
            tabIndex={tab === one ? 0 : -1}
            onClick={() => choose(one)}
          >
            {words[one]}
          </button>
        ))}
      </div>
      <div class="stack" role="tabpanel" id="log-panel" aria-labelledby={`tab-${tab}`}>
        {tab === 'acts' ? <AuditLog words={words} places={places} /> : <AccessLog words={words} places={places} />}
      </div>
    </>
  );
}
