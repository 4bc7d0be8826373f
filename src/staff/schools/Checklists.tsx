import { fill } from '../../ui/fill.ts';
import { today } from '../exchange/save.ts';
import { useDesk } from '../shell/Console.tsx';
import { type Checklist, checkItem, type SchoolPage, type SchoolWords } from './calls.ts';
import { yearName } from './places.ts';

interface Props {
  words: SchoolWords;
  page: SchoolPage;
  changed: () => void;
}

/** What a school year asks for (五个一, 五落实): ticked with its day by who runs the school, read by everybody else. */
export function Checklists({ words, page, changed }: Props) {
  return (
    <section class="stack" aria-labelledby="checklists">
      <h2 id="checklists">{words.checklists}</h2>
      {page.checklists.length === 0 && <p class="muted">{fill(words.no_checklists, { year: yearName(page.year) })}</p>}
      {page.checklists.map((list) => (
        <List key={list.slug} words={words} page={page} list={list} changed={changed} />
      ))}
    </section>
  );
}

function List({ words, page, list, changed }: Props & { list: Checklist }) {
  const desk = useDesk();
  const done = list.items.filter(({ done_on }) => done_on).length;
  const put = async (item: string, day: string | null) => {
    try {
      await checkItem(page.school.code, list.slug, item, day);
    } catch (error) {
      desk.fail(error);
    }
    changed();
  };
  return (
    <article class="card stack tight">
      <h3 class="row">
        <span class="grow">{list.title}</span>
        <span class="num muted" data-testid={`ticks-${list.slug}`}>
          {fill(words.checklist_count, { done, of: list.items.length })}
        </span>
      </h3>
      {list.source && <p class="muted small">{list.source}</p>}
      <ul class="ticks">
        {list.items.map(({ id, text, done_on, by }) => (
          <li key={id}>
            <label>
              <input
                type="checkbox"
                checked={done_on !== null}
                disabled={!page.manages}
                onChange={(event) => void put(id, event.currentTarget.checked ? today() : null)}
              />
              <span>{text}</span>
            </label>
            {done_on && page.manages && (
              <label class="row tight small">
                <span class="muted">{words.done_on}</span>
                <input
                  type="date"
                  value={done_on}
                  max={today()}
                  onChange={(event) => event.currentTarget.value && void put(id, event.currentTarget.value)}
                />
              </label>
            )}
            {done_on && !page.manages && <span class="muted small num">{done_on}</span>}
            {by && <span class="muted small">{fill(words.ticked_by, { by })}</span>}
          </li>
        ))}
      </ul>
    </article>
  );
}
