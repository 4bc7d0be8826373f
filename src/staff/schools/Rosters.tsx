import { formatDate, formatNumber } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { placeName } from '../people/people.ts';
import { useDesk } from '../shell/Console.tsx';
import type { RosterCard, SchoolWords } from './calls.ts';
import { yearName } from './places.ts';

const MARKS = { draft: 'review', signed: 'published', replaced: 'superseded' } as const;

/** The state of a roster in one word. */
export function RosterState({ words, of }: { words: SchoolWords; of: RosterCard }) {
  const partial = of.state === 'draft' && !of.whole;
  return (
    <span class={`state ${partial ? 'draft' : MARKS[of.state]}`}>
      {partial ? words.roster_partial : words[`roster_${of.state}`]}
    </span>
  );
}

/** What came with the product's own data was brought in and signed by nobody: its source stands there. */
const byOf = ({ source }: RosterCard, name: string | null) => (name && name !== source ? name : '–');

interface Props {
  words: SchoolWords;
  list: readonly RosterCard[];
  show: (roster: string) => void;
}

/** All rosters, newest first; what waits for a signature is told by its state. */
export function Rosters({ words, list, show }: Props) {
  const { locale } = useDesk();
  if (list.length === 0) return <p class="muted">{words.no_rosters}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div class="table" role="region" aria-label={words.rosters} tabIndex={0}>
      <table>
        <caption class="vh">{words.rosters}</caption>
        <thead>
          <tr>
            <th scope="col">{words.roster}</th>
            <th scope="col">{words.roster_state}</th>
            <th scope="col">{words.as_of}</th>
            <th scope="col">{words.source}</th>
            <th scope="col" class="num">
              {words.schools_n}
            </th>
            <th scope="col" class="num">
              {words.pupils}
            </th>
            <th scope="col">{words.made_by}</th>
            <th scope="col">{words.signed_by}</th>
          </tr>
        </thead>
        <tbody>
          {list.map((one) => (
            <tr key={one.id} data-roster={one.id}>
              <th scope="row">
                <a
                  href={`?r=${one.id}`}
                  onClick={(event) => {
                    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                    event.preventDefault();
                    show(one.id);
                  }}
                >
                  {fill(words.roster_name, { place: placeName(locale, one.place_name), year: yearName(one.year) })}
                </a>
              </th>
              <td>
                <RosterState words={words} of={one} />
              </td>
              <td class="day">{formatDate(locale, one.as_of)}</td>
              <td>{one.source}</td>
              <td class="num">{formatNumber(locale, one.schools)}</td>
              <td class="num">{formatNumber(locale, one.pupils)}</td>
              <td>{byOf(one, one.made_by)}</td>
              <td>{byOf(one, one.signed_by)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
