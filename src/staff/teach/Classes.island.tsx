import { useEffect, useState } from 'preact/hooks';
import type { ClassCard } from '../../contract/courses.ts';
import { fill } from '../../ui/fill.ts';
import { today } from '../editor/page.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { myClasses } from './calls.ts';
import { OpenClass } from './OpenClass.tsx';
import { className, schoolYear, type TeachWords, yearName } from './words.ts';

interface Props {
  shell: Shell;
  words: TeachWords;
}

/** The classes that somebody teaches, and for a school's administrator all of the school. */
export function Classes({ shell, words }: Props) {
  return (
    <Console shell={shell} need={['classes.teach', 'classes.manage']}>
      {() => <List words={words} />}
    </Console>
  );
}

function List({ words }: { words: TeachWords }) {
  const { locale, prefix, fail, words: shell } = useDesk();
  const [all, setAll] = useState<ClassCard[] | null>(null);
  useEffect(() => {
    const read = () => document.visibilityState === 'visible' && void myClasses(locale).then(setAll, fail);
    read();
    addEventListener('focus', read);
    return () => removeEventListener('focus', read);
  }, [locale, fail]);
  if (!all) {
    return (
      <p class="muted" role="status">
        {shell.loading}
      </p>
    );
  }
  const now = schoolYear(today());
  const current = all.filter(({ year, closed }) => year >= now && !closed);
  const mine = current.filter((one) => one.mine);
  const others = current.filter((one) => !one.mine);
  const earlier = all.filter((one) => !current.includes(one));
  const schools = new Set(all.map(({ school }) => school)).size;
  const cards = (list: ClassCard[]) => <Cards list={list} words={words} schools={schools} />;
  return (
    <div class="stack">
      {mine.length > 0 && cards(mine)}
      {current.length === 0 && <p class="notice">{words.none_mine}</p>}
      <OpenClass words={words} first={current.length === 0} />
      <p>
        <a class="btn" href={`${prefix}/teach/booking`}>
          {words.booking}
        </a>
      </p>
      {others.length > 0 && (
        <section class="stack" aria-label={mine.length > 0 ? words.others : words.of_school}>
          <h2>{mine.length > 0 ? words.others : words.of_school}</h2>
          {cards(others)}
        </section>
      )}
      {earlier.length > 0 && (
        <details class="stack" data-testid="earlier">
          <summary>{fill(words.earlier, { count: earlier.length })}</summary>
          {cards(earlier)}
        </details>
      )}
    </div>
  );
}

function Cards({ list, words, schools }: { list: ClassCard[]; words: TeachWords; schools: number }) {
  const { prefix } = useDesk();
  return (
    <ul class="class-cards" data-testid="classes">
      {list.map((one) => (
        <li key={one.id}>
          <a class="card class-card" href={`${prefix}/teach/class?c=${one.id}`} data-class={one.id}>
            <b class="song">{className(words, one)}</b>
            {schools > 1 && <span class="small muted">{one.school_name}</span>}
            {one.year < schoolYear(today()) && <span class="small muted">{yearName(words, one.year)}</span>}
            {!one.closed && (
              <span class="num">{fill(words.card_joined, { joined: one.joined, seats: one.seats })}</span>
            )}
            <progress max={one.seats} value={one.done} aria-hidden="true" />
            <span class="small num">
              {fill(words.card_done, { begun: one.begun, done: one.done, seats: one.seats })}
            </span>
            {!one.mine && one.teachers.length > 0 && (
              <span class="small muted">{fill(words.card_teachers, { names: one.teachers.join(words.comma) })}</span>
            )}
            {one.closed && <span class="chip">{words.closed}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}
