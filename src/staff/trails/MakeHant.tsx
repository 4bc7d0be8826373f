import { useState } from 'preact/hooks';
import type { TrailBody } from '../../contract/trails.ts';
import { converter } from '../editor/hant.ts';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { anyHant, hantOf } from './hant.ts';
import { useTrailWords } from './words.tsx';

interface Props {
  body: TrailBody;
  change: (next: (body: TrailBody) => TrailBody) => void;
}

/** Makes the traditional words of trail and points. Words written by hand are only replaced when asked for. */
export function MakeHant({ body, change }: Props) {
  const words = useTrailWords();
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [ask, setAsk] = useState(false);
  const make = async (all: boolean) => {
    setAsk(false);
    setBusy(true);
    try {
      const convert = await converter();
      change((now) => hantOf(now, convert, all));
      desk.say(words.hant_done);
    } catch {
      desk.say(words.hant_failed);
    }
    setBusy(false);
  };
  return (
    <>
      <button type="button" class="btn" disabled={busy} onClick={() => (anyHant(body) ? setAsk(true) : make(true))}>
        {busy ? words.hant_making : words.hant_make}
      </button>
      <Dialog open={ask} title={words.hant_ask} words={desk.words} close={() => setAsk(false)}>
        <p>{words.hant_ask_text}</p>
        <div class="row">
          <button type="button" class="btn main" onClick={() => make(false)}>
            {words.hant_fill}
          </button>
          <button type="button" class="btn" onClick={() => make(true)}>
            {words.hant_all}
          </button>
        </div>
      </Dialog>
    </>
  );
}
