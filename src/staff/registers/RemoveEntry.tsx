import { useState } from 'preact/hooks';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import type { RegisterWords } from './calls.ts';

interface Props {
  words: RegisterWords;
  busy: boolean;
  about: { source: string };
  remove: () => void;
}

/** Taking an entry out that never was; what came to an end gets its last day instead. */
export function RemoveEntry({ words, busy, about, remove }: Props) {
  const desk = useDesk();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="btn quiet" disabled={busy} onClick={() => setOpen(true)}>
        {words.remove}
      </button>
      <Dialog open={open} title={words.remove} words={desk.words} close={() => setOpen(false)}>
        <p>{words.remove_ask}</p>
        {!about.source.trim() && <p class="notice amber">{words.remove_source}</p>}
        <div class="row">
          <button
            type="button"
            class="btn main"
            disabled={busy || !about.source.trim()}
            onClick={() => {
              setOpen(false);
              remove();
            }}
          >
            {words.remove_do}
          </button>
          <button type="button" class="btn quiet" onClick={() => setOpen(false)}>
            {desk.words.cancel}
          </button>
        </div>
      </Dialog>
    </>
  );
}
