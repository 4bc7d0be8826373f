import { useRef, useState } from 'preact/hooks';
import { range } from './words.ts';

export interface Tile {
  /** says in a word what the colour and the sign say */
  text: string;
  sign: string;
  state: string;
  /** more that is read out */
  more?: string;
  pressed?: boolean;
  /** stays as it is */
  fixed?: boolean;
}

interface Props {
  label: string;
  seats: number;
  tile: (seat: number) => Tile | null;
  press: (seat: number) => void;
}

/** Seats as tiles, the same everywhere. One stop for Tab; arrows go on, space and Enter press. */
export function SeatGrid({ label, seats, tile, press }: Props) {
  const ref = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(1);
  const shown = range(1, seats).flatMap((seat) => {
    const one = tile(seat);
    return one ? [{ seat, ...one }] : [];
  });
  const here = shown.some(({ seat }) => seat === at) ? at : shown[0]?.seat;
  const onKeyDown = (event: KeyboardEvent) => {
    const tiles = [...(ref.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])];
    const from = tiles.indexOf(event.target as HTMLButtonElement);
    const top = tiles[0]?.offsetTop;
    const columns = tiles.filter((one) => one.offsetTop === top).length;
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    const edge = { Home: 0, End: tiles.length - 1 }[event.key];
    const next = tiles[edge ?? (by === undefined ? -1 : from + by)];
    if (from < 0 || (by === undefined && edge === undefined)) return;
    event.preventDefault();
    next?.focus();
  };
  return (
    <ul ref={ref} class="seats" aria-label={label} onKeyDown={onKeyDown}>
      {shown.map(({ seat, text, sign, state, more, pressed, fixed }) => (
        <li key={seat}>
          <button
            type="button"
            class="seat"
            data-seat={seat}
            data-state={state}
            aria-pressed={pressed}
            aria-disabled={fixed || undefined}
            tabIndex={seat === here ? 0 : -1}
            onFocus={() => setAt(seat)}
            onClick={() => !fixed && press(seat)}
          >
            <b>{seat}</b>
            <span>
              <i aria-hidden="true">{sign}</i>
              {text}
            </span>
            {more && <span class="vh">{more}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
