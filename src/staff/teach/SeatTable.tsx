import { fill } from '../../ui/fill.ts';
import { useClassDesk } from './parts.tsx';
import { className, range, yearName } from './words.ts';

/** Seats with a line each for a name. The names are written by hand and stay with the teacher. */
export function SeatTable({ brand }: { brand: string }) {
  const { words, page } = useClassDesk();
  return (
    <>
      <PrintBar text={words.table_lead} />
      <section class="paper-preview" aria-label={words.preview}>
        <article class="paper seat-table" data-testid="paper">
          <header>
            <h2>{fill(words.table_title, { class: className(words, page.class) })}</h2>
            <p>
              {page.class.school_name} · {yearName(words, page.class.year)}
            </p>
          </header>
          <ol class="table-seats">
            {range(1, page.class.seats).map((seat) => (
              <li key={seat}>
                <b>{seat}</b>
                <span />
              </li>
            ))}
          </ol>
          <footer>
            <span>{words.table_note}</span>
            <span>{brand}</span>
          </footer>
        </article>
      </section>
    </>
  );
}

/** What the paper is for, and the button; never printed. */
export function PrintBar({ text, ready = true }: { text: string; ready?: boolean }) {
  const { words } = useClassDesk();
  return (
    <div class="row no-print">
      <p class="grow muted">{text}</p>
      <button type="button" class="btn main" disabled={!ready} onClick={() => print()}>
        {words.print_go}
      </button>
    </div>
  );
}
