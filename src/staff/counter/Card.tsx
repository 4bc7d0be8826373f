import { mark } from '../../ui/icons.ts';
import { drawQr } from '../posters/qr.ts';
import { cardAddress, keyLines } from './cards.ts';
import type { CounterWords } from './words.ts';

/** Places for rubber stamps. */
const PLACES = 12;

interface Props {
  words: CounterWords;
  site: string;
  prefix: string;
  brand: string;
  /** as people read it */
  pass: string;
}

/** One paper passport. Lengths are multiples of the sheet's unit, so that both sizes are the same picture. */
export function Card({ words, site, prefix, brand, pass }: Props) {
  const address = cardAddress(site, prefix, pass);
  const { size, d } = drawQr(address);
  return (
    <article class="pass">
      <header>
        <svg class="pass-mark" viewBox="0 0 24 24" aria-hidden="true">
          <rect width="24" height="24" rx="6" />
          <path d={mark} fill="none" stroke-width="1.9" stroke-linecap="round" />
        </svg>
        <h2 class="song">{words.card_title}</h2>
        <span>{brand}</span>
      </header>
      <div class="pass-code">
        <svg class="pass-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={words.card} data-size={size}>
          <rect width={size} height={size} fill="#fff" />
          <path d={d} fill="#000" shape-rendering="crispEdges" />
        </svg>
        <div>
          <p class="pass-child">{words.card_child}</p>
          <p>{words.card_home}</p>
        </div>
      </div>
      <p class="pass-key">
        <span class="pass-label">{words.card_key}</span>
        {keyLines(pass).map((line) => (
          <b key={line}>{line}</b>
        ))}
      </p>
      <p class="pass-label pass-stamps">{words.card_grid}</p>
      <ul class="pass-grid">
        {Array.from({ length: PLACES }, (_, place) => (
          <li key={place} />
        ))}
      </ul>
      <footer>{words.card_finder}</footer>
    </article>
  );
}
