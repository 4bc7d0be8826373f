import { fill, fillCount } from '../../ui/fill.ts';
import { shortMoment } from '../counter/redeeming.ts';
import { useDesk } from '../shell/Console.tsx';
import type { Tally } from './door.ts';
import type { DoorWords } from './words.ts';

/** Who is in, of how many. */
export function Counts({ words, tally }: { words: DoorWords; tally: Tally }) {
  const facts: [keyof DoorWords & string, string][] = [
    ['count_inside', `${tally.inside} / ${tally.signed}`],
    ['count_waiting', String(tally.waiting)],
    ['count_helpers', `${tally.helping} / ${tally.helpers}`],
    ['count_strangers', String(tally.strangers)],
  ];
  return (
    <dl class="door-counts">
      {facts.map(([word, value]) => (
        <div key={word} data-count={word.replace('count_', '')}>
          <dt class="muted small">{words[word]}</dt>
          <dd class="song num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Tickets that two doors let in while neither heard of the other: both scans stay in the ledger, the people count once. */
export function Doubles({ words, doubles }: { words: DoorWords; doubles: Tally['doubles'] }) {
  const { locale } = useDesk();
  if (doubles.length === 0) return null;
  return (
    <section class="card stack tight" aria-labelledby="doubles" data-testid="doubles">
      <h2 id="doubles">{fillCount(words, 'doubles', doubles.length, locale)}</h2>
      <p class="small muted">{words.doubles_text}</p>
      <ul class="plain-list">
        {doubles.map(({ hash, party, entries }) => (
          <li key={hash}>
            <b>{fillCount(words, 'ticket_of', party, locale)}</b>
            <ul class="plain-list small">
              {entries.map(({ id, at, people, by, double }) => (
                <li key={id}>
                  {fill(double ? words.entry_double : words.entry, {
                    when: shortMoment(locale, new Date(at).toISOString(), Date.now()),
                    by: by || words.this_device,
                    people,
                  })}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
