import { useEffect, useState } from 'preact/hooks';
import { Console } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { Choices, type Wish } from './Choices.tsx';
import { Poster } from './Poster.tsx';
import { FORMATS, type Limits, limitsOf, readPath, type Target } from './posters.ts';
import type { PosterWords } from './words.ts';

interface Props {
  shell: Shell;
  words: PosterWords;
  /** public address of the site, without a slash at the end */
  site: string;
  /** name of product and city */
  brand: string;
  targets: Target[];
}

/** Print pages for any public address. Nothing of them is kept: a poster is its address and two lines. */
export function Posters({ shell, ...rest }: Props) {
  return (
    <Console shell={shell} need="posters.make">
      {() => <Desk {...rest} limits={limitsOf(shell.locale)} />}
    </Console>
  );
}

function Desk({ words, site, brand, targets, limits }: Omit<Props, 'shell'> & { limits: Limits }) {
  const [wish, setWish] = useState<Wish>(() => begin(targets[0]));
  useEffect(() => {
    // another page of the console may send here with the address of what it shows
    const path = readPath(new URLSearchParams(location.search).get('path') ?? '', site);
    if (path)
      setWish(
        begin(
          targets.find((target) => target.path === path),
          path,
        ),
      );
  }, [site, targets]);
  const path = wish.target?.path ?? readPath(wish.typed, site);
  const poster = path !== null && (
    <Poster
      site={site}
      path={path}
      title={wish.title.trim() || brand}
      line={wish.line.trim()}
      seal={wish.target?.seal ?? words.seal}
      brand={brand}
      words={words}
    />
  );
  return (
    <div class="poster-desk">
      <Choices
        wish={wish}
        set={setWish}
        site={site}
        targets={targets}
        words={words}
        limits={limits}
        ready={path !== null}
      />
      <section class="poster-preview" aria-label={words.preview}>
        {poster ? (
          <div class={`sheet sheet-${wish.format}`} data-testid="sheet">
            {Array.from({ length: FORMATS[wish.format] }, (_, i) => (
              <div key={i} class="cut" aria-hidden={i > 0}>
                {poster}
              </div>
            ))}
          </div>
        ) : (
          <p class="muted">{words.no_address}</p>
        )}
      </section>
    </div>
  );
}

const begin = (target: Target | undefined, typed = ''): Wish => ({
  target: target ?? null,
  typed,
  title: target?.title ?? '',
  line: target?.line ?? '',
  format: 'a4',
});
