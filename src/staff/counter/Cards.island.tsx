import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { isLocal } from '../posters/posters.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { Card } from './Card.tsx';
import { makeCards } from './calls.ts';
import { LAYOUTS, type Layout, MOST_CARDS, newCards, readNumber, sheets } from './cards.ts';
import type { CounterWords } from './words.ts';

interface Props {
  shell: Shell;
  words: CounterWords;
  /** public address of the site, without a slash at the end */
  site: string;
  brand: string;
}

/** Printing passports for visitors without a phone. The keys live on this page alone, until it is left. */
export function Cards({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need="counter.serve">
      {() => <Desk {...props} />}
    </Console>
  );
}

function Desk({ words, site, brand }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const [typed, setTyped] = useState('8');
  const [layout, setLayout] = useState<Layout>('a7x8');
  const [keys, setKeys] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const count = readNumber(typed);
  useEffect(() => {
    // a page that the browser keeps for "back" must not keep the keys
    const leave = () => setKeys([]);
    const warn = (event: BeforeUnloadEvent) => keys.length > 0 && event.preventDefault();
    addEventListener('pagehide', leave);
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('pagehide', leave);
      removeEventListener('beforeunload', warn);
    };
  }, [keys]);
  const make = async () => {
    if (!count || busy) return;
    setBusy(true);
    try {
      const made = newCards(count);
      await makeCards(made.hashes);
      setKeys(made.keys);
      desk.say(fill(words.cards_made, { count }));
    } catch (error) {
      desk.fail(error);
    }
    setBusy(false);
  };
  const pages = sheets(keys, layout);
  return (
    <div class="pass-desk">
      <div class="stack no-print">
        <form
          class="card stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (keys.length > 0) print();
            else make();
          }}
        >
          <label class="stack tight">
            <span>
              {words.cards_count} <span class="small muted">{words.cards_count_hint}</span>
            </span>
            <input
              type="number"
              name="count"
              min={1}
              max={MOST_CARDS}
              value={typed}
              disabled={keys.length > 0}
              aria-invalid={count === null}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          </label>
          <fieldset class="stack tight">
            <legend>{words.cards_layout}</legend>
            {(Object.keys(LAYOUTS) as Layout[]).map((one) => (
              <label key={one} class="row flag">
                <input
                  type="radio"
                  name="layout"
                  value={one}
                  checked={layout === one}
                  onChange={() => setLayout(one)}
                />
                {words[`cards_${one}`]}
              </label>
            ))}
          </fieldset>
          {isLocal(site) && <p class="notice amber">{words.cards_local}</p>}
          {keys.length === 0 ? (
            <button type="submit" class="btn main" disabled={count === null || busy}>
              {busy ? words.cards_making : words.cards_make}
            </button>
          ) : (
            <>
              <p class="notice" role="status">
                {fill(words.cards_made, { count: keys.length })} {fill(words.cards_sheets, { sheets: pages.length })}
              </p>
              <button type="submit" class="btn main">
                {words.cards_print}
              </button>
              <button type="button" class="btn" onClick={() => setKeys([])}>
                {words.cards_again}
              </button>
            </>
          )}
        </form>
        <p class="notice amber">{words.cards_forget}</p>
        <p class="small muted">{words.cards_finder}</p>
        <p>
          <a href={`${desk.prefix}/staff/counter`}>{words.cards_back}</a>
        </p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="pass-preview" tabIndex={0} aria-label={words.cards_preview} data-testid="cards">
        {pages.length === 0 && <p class="muted no-print">{words.cards_none}</p>}
        {pages.map((page) => (
          <div key={page[0]} class={`sheet sheet-${layout}`}>
            {page.map((pass) => (
              <div key={pass} class="cut">
                <Card words={words} site={site} prefix={desk.prefix} brand={brand} pass={pass} />
              </div>
            ))}
          </div>
        ))}
      </section>
    </div>
  );
}
