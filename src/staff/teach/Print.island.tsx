import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { AnswerCards } from './AnswerCards.tsx';
import { Certificates } from './Certificates.tsx';
import { Elsewhere, OneClass } from './OneClass.tsx';
import { ClassProvider } from './parts.tsx';
import { SeatTable } from './SeatTable.tsx';
import { useClass } from './useClass.ts';
import { className, type TeachWords } from './words.ts';

interface Props {
  shell: Shell;
  words: TeachWords;
  /** public address of the site, without a slash at the end */
  site: string;
  /** name of product and city */
  brand: string;
}

/** Paper for a class: a seat table whose names stay on paper, answer cards, certificates. */
export function Print({ shell, ...props }: Props) {
  return (
    <OneClass shell={shell} words={props.words}>
      {(id) => <Paper id={id} {...props} />}
    </OneClass>
  );
}

const PRINTS = ['seats', 'cards', 'certificates'] as const;
type What = (typeof PRINTS)[number];
const whatOf = (search: string): What => {
  const what = new URLSearchParams(search).get('what');
  return PRINTS.find((one) => one === what) ?? 'seats';
};

function Paper({ id, words, site, brand }: Omit<Props, 'shell'> & { id: string }) {
  const desk = useDesk();
  const { page, refused, read } = useClass(id);
  const [what, choose] = useState(() => whatOf(location.search));
  useEffect(() => {
    const url = new URL(location.href);
    url.searchParams.set('what', what);
    history.replaceState(null, '', url);
  }, [what]);
  if (refused) return <Elsewhere words={words} />;
  if (!page) {
    return (
      <p class="muted" role="status">
        {desk.words.loading}
      </p>
    );
  }
  return (
    <ClassProvider value={{ words, page, read, site, rule: '' }}>
      <div class="stack">
        <div class="row no-print">
          <fieldset class="teach-switch" aria-label={words.print}>
            {PRINTS.map((one) => (
              <button key={one} type="button" aria-pressed={one === what} onClick={() => choose(one)}>
                {words[`print_${one}`]}
              </button>
            ))}
          </fieldset>
          <span class="grow">
            <a href={`${desk.prefix}/teach/class?c=${id}`}>
              {page.class.school_name} {className(words, page.class)}
            </a>
          </span>
        </div>
        {what === 'seats' && <SeatTable brand={brand} />}
        {what === 'cards' && <AnswerCards brand={brand} />}
        {what === 'certificates' && <Certificates brand={brand} />}
      </div>
    </ClassProvider>
  );
}
