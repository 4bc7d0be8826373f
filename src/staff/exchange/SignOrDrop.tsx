import { useState } from 'preact/hooks';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';

interface Props {
  words: Record<'partial' | 'mine' | 'sign' | 'sign_ask' | 'drop' | 'drop_ask', string>;
  /** every row has arrived */
  whole: boolean;
  /** brought in by who is looking: somebody else signs */
  mine: boolean;
  /** absent: this person may not */
  sign?: (() => Promise<void>) | undefined;
  drop?: (() => Promise<void>) | undefined;
}

/** Signing what came in as a file, by somebody else than who brought it; or throwing it away. */
export function SignOrDrop({ words, whole, mine, sign, drop }: Props) {
  const desk = useDesk();
  const [asking, setAsking] = useState<'sign' | 'drop' | null>(null);
  const [busy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    try {
      await (asking === 'drop' ? drop : sign)?.();
    } catch (error) {
      desk.fail(error);
    }
    setBusy(false);
    setAsking(null);
  };
  return (
    <>
      {!whole && <p class="notice amber">{words.partial}</p>}
      {whole && mine && <p class="notice">{words.mine}</p>}
      <p class="row no-print">
        {whole && !mine && sign && (
          <button type="button" class="btn main" onClick={() => setAsking('sign')}>
            {words.sign}
          </button>
        )}
        {drop && (
          <button type="button" class="btn" onClick={() => setAsking('drop')}>
            {words.drop}
          </button>
        )}
      </p>
      <Dialog
        open={asking !== null}
        title={asking === 'drop' ? words.drop_ask : words.sign}
        words={desk.words}
        close={() => setAsking(null)}
      >
        {asking === 'sign' && <p>{words.sign_ask}</p>}
        <div class="row">
          <button type="button" class="btn main" disabled={busy} onClick={act}>
            {asking === 'drop' ? words.drop : words.sign}
          </button>
          <button type="button" class="btn quiet" onClick={() => setAsking(null)}>
            {desk.words.cancel}
          </button>
        </div>
      </Dialog>
    </>
  );
}
