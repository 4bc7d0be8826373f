import type { Areas } from '../../i18n/keys.ts';
import { fillCount } from '../../ui/fill.ts';
import { type ContentDay, editorOf } from '../documents.ts';
import { useDesk } from '../shell/Console.tsx';
import type { Group } from './days.ts';

export type CalendarWords = Areas['console_calendar'];

/** From so many entries of one sort on, they fold under their number. */
const FOLD = 4;

/** What happens on one day, by sort. */
export function Entries({ words, groups }: { words: CalendarWords; groups: readonly Group[] }) {
  const { locale } = useDesk();
  return (
    <ul class="entries">
      {groups.map(({ what, items }) => (
        <li key={what}>
          <span class={`what ${what}`}>{words[what]}</span>
          {items.length >= FOLD ? (
            <details>
              <summary>{fillCount(words, `many_${items[0]?.kind}`, items.length, locale)}</summary>
              <List words={words} items={items} />
            </details>
          ) : (
            <List words={words} items={items} />
          )}
        </li>
      ))}
    </ul>
  );
}

function List({ words, items }: { words: CalendarWords; items: readonly ContentDay[] }) {
  const desk = useDesk();
  return (
    <ul>
      {items.map(({ kind, key, title, what, questions }) => (
        <li key={key}>
          <a href={desk.prefix + editorOf(kind, key)}>{title || key}</a> <span class="muted small code">{key}</span>
          {questions !== null && questions > 0 && (
            <span class="muted small">
              {' · '}
              {fillCount(words, what === 'law_expires' ? 'hides' : 'rest', questions, desk.locale)}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
