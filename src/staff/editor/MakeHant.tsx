import { useState } from 'preact/hooks';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { useForm } from './Field.tsx';
import { converter } from './hant.ts';
import { anyHant, hantOf } from './hant-body.ts';

export interface MakeHantProps<B> {
  body: B;
  change: (next: (body: B) => B) => void;
  /** for bodies whose words follow rules of their own */
  rules?: { any(body: B): boolean; make(body: B, convert: (text: string) => string, all: boolean): B };
}

/** Makes the traditional words from the simplified ones. Words written by hand are only replaced when asked for. */
export function MakeHant<B>({ body, change, rules }: MakeHantProps<B>) {
  const { words } = useForm();
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [ask, setAsk] = useState(false);
  const make = async (all: boolean) => {
    setAsk(false);
    setBusy(true);
    try {
      const convert = await converter();
      change((now) => (rules?.make ?? hantOf)(now, convert, all));
      desk.say(words.hant_done);
    } catch {
      desk.say(words.hant_failed);
    }
    setBusy(false);
  };
  return (
    <>
      <button
        type="button"
        class="btn"
        disabled={busy}
        onClick={() => ((rules?.any ?? anyHant)(body) ? setAsk(true) : make(true))}
      >
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
          <button type="button" class="btn quiet" onClick={() => setAsk(false)}>
            {desk.words.cancel}
          </button>
        </div>
      </Dialog>
    </>
  );
}
