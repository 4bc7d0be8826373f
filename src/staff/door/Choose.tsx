import { useEffect, useState } from 'preact/hooks';
import { formatMoment } from '../../i18n/format.ts';
import { say } from '../counter/calls.ts';
import { useDesk } from '../shell/Console.tsx';
import { Teach } from '../shell/parts.tsx';
import { codeOf } from '../shell/problem.ts';
import { askAgenda } from './calls.ts';
import { readLists } from './disk.ts';
import type { DoorWords } from './words.ts';

const DAY = 86_400_000;
const AHEAD_DAYS = 30;
const shanghaiDay = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);

interface Choice {
  event: string;
  origin: string;
  starts_at: string;
  title: string;
  where: string;
  today: boolean;
  cancelled: boolean;
}

/** Which door? Today's dates of one's own places and those of the coming month; offline, those that this device has. */
export function Choose({ words }: { words: DoorWords }) {
  const { locale, me, prefix, fail } = useDesk();
  const [choices, setChoices] = useState<Choice[] | null>(null);
  const [offline, setOffline] = useState(false);
  useEffect(() => {
    const now = Date.now();
    const kept = async () =>
      (await readLists())
        .filter(({ door }) => Date.parse(door.ends_at) > now - DAY / 2)
        .map(
          ({ door }): Choice => ({
            ...{
              event: door.event,
              origin: door.origin,
              starts_at: door.starts_at,
              title: say(door.title, locale),
              where: '',
            },
            today: shanghaiDay(Date.parse(door.starts_at)) <= shanghaiDay(now),
            cancelled: door.state === 'cancelled',
          }),
        );
    const [from, to] = [shanghaiDay(now), shanghaiDay(now + AHEAD_DAYS * DAY)];
    // whoever is also at a school has no doors there
    const at = (place: string) =>
      askAgenda(place, from, to).catch((error) => (codeOf(error) === 'not_staff' ? [] : Promise.reject(error)));
    Promise.all(me.places.map(at))
      .then((found) => {
        const dates = new Map(found.flat().map((row) => [row.event + row.origin, row]));
        return [...dates.values()]
          .filter(({ places }) => places !== null)
          .map(
            ({ event, origin, starts_at, title, place_name, state }): Choice => ({
              ...{ event, origin, starts_at, title: say(title, locale), where: say(place_name, locale) },
              today: shanghaiDay(Date.parse(starts_at)) <= from,
              cancelled: state === 'cancelled',
            }),
          );
      })
      .catch((error) => {
        if (codeOf(error) === 'offline') setOffline(true);
        else fail(error);
        return kept().catch(() => []);
      })
      .then((found) => setChoices(found.sort((a, b) => a.starts_at.localeCompare(b.starts_at))));
  }, [locale, me, fail]);
  if (!choices)
    return (
      <p class="muted" role="status">
        {words.loading}
      </p>
    );
  const groups = [
    { title: words.today, list: choices.filter(({ today }) => today) },
    { title: words.coming, list: choices.filter(({ today }) => !today) },
  ].filter(({ list }) => list.length > 0);
  return (
    <div class="stack door-choose">
      {offline && <p class="notice amber">{words.choose_offline}</p>}
      {groups.length === 0 && <Teach title={words.none} text={words.none_text} />}
      {groups.map(({ title, list }) => (
        <section key={title} class="stack tight">
          <h2>{title}</h2>
          <ul class="door-dates">
            {list.map((one) => (
              <li key={one.event + one.origin}>
                <a href={`${prefix}/staff/door?e=${one.event}&o=${encodeURIComponent(one.origin)}`}>
                  <b class="num">{formatMoment(locale, one.starts_at)}</b>
                  <span>{one.title}</span>
                  <span class="muted">
                    {one.where}
                    {one.cancelled ? ` · ${words.cancelled_date}` : ''}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
