import { DataTable } from '../../ui/DataTable.tsx';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { SchoolPage, SchoolWords } from './calls.ts';
import { yearName } from './places.ts';

/** Classes of the year with their counts. Seats are seen on the teacher's page only, by whoever may. */
export function ClassTable({ words, page }: { words: SchoolWords; page: SchoolPage }) {
  const { prefix } = useDesk();
  return (
    <section class="stack class-table" aria-labelledby="classes">
      <div class="row">
        <h2 id="classes" class="grow">
          {words.classes}
        </h2>
        {page.manages && (
          <a class="btn main" href={`${prefix}/teach`}>
            {words.to_teach}
          </a>
        )}
      </div>
      {page.classes.length === 0 ? (
        <p class="muted">{fill(words.no_classes, { year: yearName(page.year) })}</p>
      ) : (
        <DataTable
          caption={words.classes}
          columns={[
            { label: words.classes },
            { label: words.seats, num: true },
            { label: words.joined, num: true },
            { label: words.begun, num: true },
            { label: fill(words.done, { lessons: page.lessons }), num: true },
            { label: words.teachers },
          ]}
          rows={page.classes.map((one) => {
            const name = fill(words.class_name, { grade: one.grade, number: one.number });
            return [
              <>
                {page.manages ? <a href={`${prefix}/teach/class?c=${one.id}`}>{name}</a> : name}
                {one.closed && <span class="state superseded">{words.closed}</span>}
              </>,
              one.seats,
              one.joined,
              one.begun,
              one.done,
              one.teachers.join('、') || <span class="muted">{words.no_teacher}</span>,
            ];
          })}
        />
      )}
    </section>
  );
}
