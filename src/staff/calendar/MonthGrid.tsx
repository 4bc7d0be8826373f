import type { ComponentChildren } from 'preact';
import { useDesk } from '../shell/Console.tsx';
import { weeks } from './days.ts';
import { weekdays } from './names.ts';

interface Props {
  month: string;
  today: string;
  caption: string;
  look?: string;
  /** what stands in the field of a day */
  children: (day: string) => ComponentChildren;
}

/** A month as a table, its weeks from Monday to Sunday. */
export function MonthGrid({ month, today, caption, look = 'month', children }: Props) {
  const { locale } = useDesk();
  return (
    <table class={look}>
      <caption class="vh">{caption}</caption>
      <thead>
        <tr>
          {weekdays(locale).map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks(month).map((week) => (
          <tr key={week.find(Boolean)}>
            {week.map((day, index) => (
              <td key={day ?? index} class={day === today ? 'today' : undefined}>
                {day && children(day)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
