import { useState } from 'preact/hooks';
import { formatMonth } from '../../i18n/format.ts';
import { fillCount } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { type Group, monthOf } from './days.ts';
import { type CalendarWords, Entries } from './Entries.tsx';
import { MonthGrid } from './MonthGrid.tsx';
import { dayName } from './names.ts';

interface Props {
  words: CalendarWords;
  month: string;
  days: ReadonlyMap<string, Group[]>;
  today: string;
}

/** One month as a sheet; a day's entries stand below it when the day is chosen. */
export function Month({ words, month, days, today }: Props) {
  const { locale } = useDesk();
  const [chosen, choose] = useState('');
  const first = [...days.keys()].find((day) => monthOf(day) === month);
  const shown = monthOf(chosen) === month ? chosen : monthOf(today) === month && days.has(today) ? today : first;
  const groups = shown ? days.get(shown) : undefined;
  return (
    <div class="stack">
      <MonthGrid month={month} today={today} caption={formatMonth(locale, `${month}-01`)}>
        {(day) => <Day {...{ words, day, groups: days.get(day), chosen: day === shown, choose }} />}
      </MonthGrid>
      {shown && groups && (
        <section class="stack tight" aria-live="polite">
          <h2>{dayName(locale, shown)}</h2>
          <Entries words={words} groups={groups} />
        </section>
      )}
    </div>
  );
}

interface DayProps {
  words: CalendarWords;
  day: string;
  groups: Group[] | undefined;
  chosen: boolean;
  choose: (day: string) => void;
}

function Day({ words, day, groups, chosen, choose }: DayProps) {
  const { locale } = useDesk();
  const number = Number(day.slice(8));
  if (!groups) return <span class="number num">{number}</span>;
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  return (
    <button
      type="button"
      aria-pressed={chosen}
      aria-label={`${dayName(locale, day)} ${fillCount(words, 'entries', count, locale)}`}
      onClick={() => choose(day)}
    >
      <span class="number num">{number}</span>
      {groups.map(({ what, items }) => (
        <span key={what} class={`what ${what}`}>
          <span class="label">{items.length === 1 && items[0]?.kind === 'quiz' ? items[0].title : words[what]}</span>
          {items.length > 1 && <span class="num"> {items.length}</span>}
        </span>
      ))}
    </button>
  );
}
