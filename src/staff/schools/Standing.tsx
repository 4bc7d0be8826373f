import type { RosterNote } from '../../contract/course-rates.ts';
import { formatDate } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { SchoolWords } from './calls.ts';
import { yearName } from './places.ts';

/** Which signed roster the denominators come from, or that there is none. */
export function Standing({ words, roster, year }: { words: SchoolWords; roster: RosterNote | null; year: string }) {
  const { locale } = useDesk();
  if (!roster) return <p class="notice amber">{fill(words.no_standing, { year: yearName(year) })}</p>;
  const { source, as_of, signed_by, signed_on } = roster;
  const days = { as_of: formatDate(locale, as_of), signed_on: formatDate(locale, signed_on) };
  // What came with the product's own data was signed by nobody.
  const text = signed_by === source ? words.standing_loaded : words.standing;
  return <p class="muted small">{fill(text, { source, signed_by, ...days })}</p>;
}
