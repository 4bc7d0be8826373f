import { useEffect, useMemo, useState } from 'preact/hooks';
import { staffRpc } from '../../backend/staff.ts';
import { formatMonth } from '../../i18n/format.ts';
import type { ContentDay } from '../documents.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { Teach, Toolbar } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { Shortcuts } from '../shell/shortcuts.tsx';
import { Agenda } from './Agenda.tsx';
import { grouped, monthOf, shift, span, today, WHATS, type What } from './days.ts';
import type { CalendarWords } from './Entries.tsx';
import { Month } from './Month.tsx';

const MONTHS = 3;

/** What goes live, what ends, and what should be looked at again. */
export function Calendar({ shell, words }: { shell: Shell; words: CalendarWords }) {
  return (
    <Console shell={shell} need={['content.write', 'content.review', 'content.export']}>
      {() => <Days words={words} />}
    </Console>
  );
}

function Days({ words }: { words: CalendarWords }) {
  const desk = useDesk();
  const now = today();
  const [month, setMonth] = useState(monthOf(now));
  const [view, setView] = useState<'agenda' | 'month'>('agenda');
  const [shown, setShown] = useState<ReadonlySet<What>>(new Set(WHATS));
  const [entries, setEntries] = useState<ContentDay[] | null>(null);
  useEffect(() => {
    let gone = false;
    const { from, to } = span(month, MONTHS);
    setEntries(null);
    staffRpc<ContentDay[]>('content_calendar', { from_day: from, to_day: to }).then(
      (found) => gone || setEntries(found),
      (error) => gone || desk.fail(error),
    );
    return () => {
      gone = true;
    };
  }, [month, desk.fail]);
  const days = useMemo(() => grouped(entries ?? [], shown), [entries, shown]);
  const toggle = (what: What) => {
    const next = new Set(shown);
    if (!next.delete(what)) next.add(what);
    setShown(next);
  };
  const last = shift(month, MONTHS - 1);
  const title =
    view === 'month'
      ? formatMonth(desk.locale, `${month}-01`)
      : `${formatMonth(desk.locale, `${month}-01`)} – ${formatMonth(desk.locale, `${last}-01`)}`;
  return (
    <>
      <Toolbar label={words.toolbar}>
        <button type="button" class="btn" aria-label={words.earlier} onClick={() => setMonth(shift(month, -1))}>
          ‹
        </button>
        <button type="button" class="btn" onClick={() => setMonth(monthOf(now))}>
          {words.this_month}
        </button>
        <button type="button" class="btn" aria-label={words.later} onClick={() => setMonth(shift(month, 1))}>
          ›
        </button>
        <strong class="grow span" role="status">
          {title}
        </strong>
        <span class="row views" role="group" aria-label={words.view}>
          {(['agenda', 'month'] as const).map((one) => (
            <button key={one} type="button" class="btn" aria-pressed={view === one} onClick={() => setView(one)}>
              {words[one]}
            </button>
          ))}
        </span>
        <button type="button" class="btn" onClick={() => print()}>
          {words.print}
        </button>
      </Toolbar>
      <p class="print-only">
        <strong>{title}</strong>
      </p>
      <fieldset class="row whats no-print">
        <legend class="vh">{words.show}</legend>
        {WHATS.map((what) => (
          <label key={what} class="row">
            <input type="checkbox" checked={shown.has(what)} onChange={() => toggle(what)} />
            <span class={`what ${what}`}>{words[what]}</span>
          </label>
        ))}
      </fieldset>
      {entries === null && (
        <p class="muted" role="status">
          {desk.words.loading}
        </p>
      )}
      {entries && view === 'month' && <Month words={words} month={month} days={days} today={now} />}
      {entries && view === 'agenda' && days.size > 0 && <Agenda words={words} days={days} today={now} />}
      {entries && view === 'agenda' && days.size === 0 && (
        <Teach title={words.empty} text={words.empty_text} steps={[words.empty_1, words.empty_2, words.empty_3]} />
      )}
      <Shortcuts
        list={[
          { keys: ['k', 'ArrowLeft'], label: words.earlier, run: () => setMonth(shift(month, -1)) },
          { keys: ['j', 'ArrowRight'], label: words.later, run: () => setMonth(shift(month, 1)) },
          { keys: 't', label: words.this_month, run: () => setMonth(monthOf(now)) },
          { keys: 'v', label: words.view, run: () => setView(view === 'agenda' ? 'month' : 'agenda') },
        ]}
      />
    </>
  );
}
