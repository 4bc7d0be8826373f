import { useState } from 'preact/hooks';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { dropRoster, type RosterSeen, type SchoolWords, signRoster } from './calls.ts';

interface Props {
  words: SchoolWords;
  seen: RosterSeen;
  signed: () => void;
  dropped: () => void;
}

/** Signing, by somebody else than who brought the roster in; or throwing it away. */
export function Sign({ words, seen, signed, dropped }: Props) {
  const desk = useDesk();
  const [asking, setAsking] = useState<'sign' | 'drop' | null>(null);
  const [busy, setBusy] = useState(false);
  if (seen.state !== 'draft') return null;
  const act = async () => {
    setBusy(true);
    try {
      await (asking === 'sign' ? signRoster(seen.id) : dropRoster(seen.id));
      desk.say(asking === 'sign' ? words.signed_now : words.dropped);
      if (asking === 'sign') signed();
      else dropped();
    } catch (error) {
      desk.fail(error);
    }
    setBusy(false);
    setAsking(null);
  };
  return (
    <>
      {!seen.whole && <p class="notice amber">{words.partial}</p>}
      {seen.whole && seen.mine && <p class="notice">{words.mine}</p>}
      <p class="row">
        {seen.whole && !seen.mine && (
          <button type="button" class="btn main" onClick={() => setAsking('sign')}>
            {words.sign}
          </button>
        )}
        <button type="button" class="btn" onClick={() => setAsking('drop')}>
          {words.drop}
        </button>
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
