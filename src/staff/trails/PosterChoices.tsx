import { useState } from 'preact/hooks';
import type { TrailPage } from '../../contract/trails.ts';
import { formatMoment } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { isLocal } from '../posters/posters.ts';
import type { PosterWords } from '../posters/words.ts';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { renewCode } from './desk.ts';
import type { PrintPoint } from './PointSheets.tsx';
import type { TrailWords } from './trail.ts';

export const POSTER_FORMATS = ['a4', 'a6', 'a6x4'] as const;
export type PosterFormat = (typeof POSTER_FORMATS)[number];

interface Props {
  words: TrailWords;
  poster: PosterWords;
  site: string;
  trail: TrailPage;
  points: PrintPoint[];
  format: PosterFormat;
  setFormat: (format: PosterFormat) => void;
  /** points that are not printed */
  off: ReadonlySet<string>;
  setOff: (off: ReadonlySet<string>) => void;
  load: () => Promise<void>;
}

/** Size of the sheets, which points, and a new code for a point whose code went round. */
export function PosterChoices(props: Props) {
  const { words, poster, site, trail, points, format, setFormat, off, setOff, load } = props;
  const desk = useDesk();
  const [renew, setRenew] = useState<PrintPoint | null>(null);
  const [busy, setBusy] = useState(false);
  const toggle = (id: string) => {
    const next = new Set(off);
    if (!next.delete(id)) next.add(id);
    setOff(next);
  };
  const make = async () => {
    if (!renew) return;
    setBusy(true);
    try {
      await renewCode(trail.slug, renew.id);
      await load();
      // what has to be hung up anew is what one prints now
      setOff(new Set(points.filter(({ id }) => id !== renew.id).map(({ id }) => id)));
      desk.say(fill(words.renewed, { name: renew.name }));
    } catch (error) {
      desk.fail(error);
    }
    setBusy(false);
    setRenew(null);
  };
  const count = points.filter(({ id }) => !off.has(id)).length;
  return (
    <form
      class="card stack no-print"
      onSubmit={(event) => {
        event.preventDefault();
        print();
      }}
    >
      <h2>{trail.title}</h2>
      <fieldset class="stack tight">
        <legend>{poster.format}</legend>
        {POSTER_FORMATS.map((one) => (
          <label key={one} class="row choice">
            <input type="radio" name="format" value={one} checked={format === one} onChange={() => setFormat(one)} />
            {words[`format_${one}`]}
          </label>
        ))}
      </fieldset>
      {isLocal(site) && <p class="notice amber">{poster.local}</p>}
      <button class="btn main" type="submit" disabled={count === 0}>
        {fill(words.print, { count })}
      </button>
      <p class="muted small">{poster.print_note}</p>
      <fieldset class="stack tight">
        <legend>{words.which_points}</legend>
        <div class="row">
          <button type="button" class="btn" onClick={() => setOff(new Set())}>
            {words.all_points}
          </button>
          <button type="button" class="btn" onClick={() => setOff(new Set(points.map(({ id }) => id)))}>
            {words.no_points_chosen}
          </button>
        </div>
        <ul class="print-points">
          {points.map((point) => (
            <li key={point.id} class="row">
              <label class="row choice grow">
                <input type="checkbox" checked={!off.has(point.id)} onChange={() => toggle(point.id)} />
                <span>
                  {point.name}
                  <br />
                  <span class="small muted num">
                    {point.typed} · {formatMoment(desk.locale, point.made_at)}
                  </span>
                </span>
              </label>
              <button
                type="button"
                class="btn quiet"
                aria-label={fill(words.renew_of, { name: point.name })}
                onClick={() => setRenew(point)}
              >
                {words.renew}
              </button>
            </li>
          ))}
        </ul>
      </fieldset>
      <Dialog open={renew !== null} title={words.renew_title} words={desk.words} close={() => setRenew(null)}>
        <p>{fill(words.renew_text, { name: renew?.name ?? '' })}</p>
        <div class="row">
          <button type="button" class="btn main" disabled={busy} onClick={make}>
            {words.renew_yes}
          </button>
          <button type="button" class="btn" onClick={() => setRenew(null)}>
            {desk.words.cancel}
          </button>
        </div>
      </Dialog>
    </form>
  );
}
