import { mark } from '../../ui/icons.ts';
import { Seal } from '../../ui/Seal.tsx';
import { addressOf, sizeOf } from './posters.ts';
import { drawQr } from './qr.ts';
import type { PosterWords } from './words.ts';

/** Nobody types more than this; the code alone carries longer addresses. */
const TYPED_MAX = 80;

export interface PosterProps {
  site: string;
  path: string;
  title: string;
  line: string;
  seal: string;
  /** name of product and city */
  brand: string;
  words: PosterWords;
  /** what is typed instead of the address: a short code, and where */
  code?: { hint: string; text: string };
}

/** One poster. All lengths are multiples of a unit that its sheet sets, so that every size is the same picture. */
export function Poster({ site, path, title, line, seal, brand, words, code }: PosterProps) {
  const address = addressOf(site, path);
  const { size, d } = drawQr(address.whole);
  const titleSize = sizeOf(title, [7, 14]);
  const lineSize = sizeOf(line, [18, 36]);
  const typed = address.host + address.path;
  return (
    <article class="poster">
      <header>
        <svg class="poster-mark" viewBox="0 0 24 24" aria-hidden="true">
          <rect width="24" height="24" rx="6" />
          <path d={mark} fill="none" stroke-width="1.9" stroke-linecap="round" />
        </svg>
        <span class="song">{brand}</span>
      </header>
      <h2 class={`poster-title song size-${titleSize}`}>{title}</h2>
      {line && <p class={`poster-line size-${lineSize}`}>{line}</p>}
      <figure>
        <svg
          class="poster-qr"
          viewBox={`0 0 ${size} ${size}`}
          role="img"
          aria-label={address.whole}
          shape-rendering="crispEdges"
          data-size={size}
        >
          <rect width={size} height={size} fill="#fff" />
          <path d={d} fill="#000" />
        </svg>
        <figcaption>{words.scan}</figcaption>
      </figure>
      <div class="poster-address">
        {code && (
          <>
            <p>{code.hint}</p>
            <p class="typed size-l">{code.text}</p>
          </>
        )}
        {!code && typed.length <= TYPED_MAX && (
          <>
            <p>{words.or_type}</p>
            <p class={`typed size-${sizeOf(typed, [12.1, 15.4, 19.3])}`}>
              <span>{address.host}</span>
              <span>{address.path}</span>
            </p>
          </>
        )}
      </div>
      <footer>
        <span>{words.promise}</span>
        <Seal text={seal} got />
      </footer>
    </article>
  );
}
