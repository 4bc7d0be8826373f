import { formatMonth } from '../../i18n/format.ts';
import { useDesk } from '../shell/Console.tsx';
import { type Group, monthOf } from './days.ts';
import { type CalendarWords, Entries } from './Entries.tsx';
import { dayName } from './names.ts';

interface Props {
  words: CalendarWords;
  days: ReadonlyMap<string, Group[]>;
  today: string;
}

/** What comes, day by day under its month. Days that are over go quiet. */
export function Agenda({ words, days, today }: Props) {
  const { locale } = useDesk();
  const months = new Map<string, [string, Group[]][]>();
  for (const entry of days) months.set(monthOf(entry[0]), [...(months.get(monthOf(entry[0])) ?? []), entry]);
  return (
    <div class="agenda stack">
      {[...months].map(([month, entries]) => (
        <section key={month} class="stack tight">
          <h2>{formatMonth(locale, `${month}-01`)}</h2>
          <dl>
            {entries.map(([day, groups]) => (
              <div key={day} class={day < today ? 'past' : day === today ? 'today' : undefined} data-day={day}>
                <dt>
                  <time dateTime={day}>{dayName(locale, day)}</time>
                  {day === today && <span class="chip">{words.today}</span>}
                </dt>
                <dd>
                  <Entries words={words} groups={groups} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
