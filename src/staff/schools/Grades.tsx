import { formatNumber } from '../../i18n/format.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { SchoolPage, SchoolWords } from './calls.ts';
import { yearName } from './places.ts';

/** The roster's pupils by grade beside those who have a seat. More seats than pupils is an error that is shown. */
export function Grades({ words, page }: { words: SchoolWords; page: SchoolPage }) {
  const { locale } = useDesk();
  if (!page.roster) return null;
  if (page.enrolment.length === 0)
    return <p class="notice amber">{fill(words.no_enrolment, { year: yearName(page.year) })}</p>;
  return (
    <section class="stack" aria-labelledby="grades">
      <h2 id="grades">{words.by_grade}</h2>
      <DataTable
        caption={words.by_grade}
        columns={[
          { label: words.grade },
          { label: words.in_roster, num: true },
          { label: words.classes, num: true },
          { label: words.joined, num: true },
          { label: words.asked },
        ]}
        rows={page.enrolment.map(({ grade, pupils, asked }) => {
          const classes = page.classes.filter((one) => one.grade === grade);
          const joined = classes.reduce((sum, one) => sum + one.joined, 0);
          return [
            fill(words.grade_n, { n: grade }),
            formatNumber(locale, pupils),
            classes.length,
            formatNumber(locale, joined),
            joined > pupils ? <strong class="over">{words.over}</strong> : asked ? '✓' : words.not_asked,
          ];
        })}
      />
    </section>
  );
}
