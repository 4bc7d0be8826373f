import { fill } from '../../ui/fill.ts';
import { drawQr } from '../posters/qr.ts';
import { useDesk } from '../shell/Console.tsx';
import type { RegisterWords } from './calls.ts';
import type { PlacementReach } from './figures-calls.ts';
import { linkOf } from './Placements.tsx';
import { inWords, sayDays } from './say.ts';

interface Props {
  words: RegisterWords;
  site: string;
  placement: PlacementReach;
  close: () => void;
}

/** The code of a placement on a sheet: black on white, as printers and taxis want it. */
export function PlacementSheet({ words, site, placement, close }: Props) {
  const { locale } = useDesk();
  const link = linkOf(site, placement.key);
  const { size, d } = drawQr(link);
  const title = inWords(locale, placement.title);
  return (
    <>
      <p class="row no-print">
        <button type="button" class="btn quiet" onClick={close}>
          ← {words.placements}
        </button>
        <button type="button" class="btn main" onClick={() => print()}>
          {words.print}
        </button>
      </p>
      <figure class="placement-sheet card" data-testid="placement-sheet">
        <svg
          viewBox={`0 0 ${size} ${size}`}
          role="img"
          aria-label={fill(words.code_of, { name: title })}
          shape-rendering="crispEdges"
        >
          <rect width={size} height={size} fill="#fff" />
          <path d={d} fill="#000" />
        </svg>
        <figcaption class="stack tight">
          <strong>{title}</strong>
          <span>{inWords(locale, placement.channel_name)}</span>
          <span class="muted small">{sayDays(words, locale, placement.from, placement.to) || words.always}</span>
          <code>{link}</code>
        </figcaption>
      </figure>
    </>
  );
}
