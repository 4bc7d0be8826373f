import { useState } from 'preact/hooks';
import type { RowProblem } from '../../contract/registers.ts';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { may } from '../shell/me.ts';
import { type BatchSeen, dropBatch, type RegisterWords, signBatch } from './calls.ts';

interface Props {
  words: RegisterWords;
  seen: BatchSeen;
  /** what has changed since stands in the way of these rows */
  refused: (problems: RowProblem[]) => void;
  signed: () => void;
  dropped: () => void;
}

/** Signing, by somebody else than who brought the batch in; or throwing it away. */
export function Sign({ words, seen, refused, signed, dropped }: Props) {
  const desk = useDesk();
  const [asking, setAsking] = useState<'sign' | 'drop' | null>(null);
  const [busy, setBusy] = useState(false);
  if (seen.state !== 'draft') return null;
  const whole = seen.rows === seen.expected;
  const signs = whole && !seen.mine && may(desk.me, 'registers.sign');
  const act = async () => {
    setBusy(true);
    try {
      if (asking === 'drop') {
        await dropBatch(seen.id);
        desk.say(words.dropped);
        dropped();
      } else {
        const { done, problems } = await signBatch(seen.id);
        if (done) {
          desk.say(words.signed_now);
          signed();
        } else refused(problems);
      }
    } catch (error) {
      desk.fail(error);
    }
    setBusy(false);
    setAsking(null);
  };
  return (
    <>
      {!whole && <p class="notice amber">{words.partial}</p>}
      {whole && seen.mine && <p class="notice">{words.mine}</p>}
      <p class="row no-print">
        {signs && (
          <button type="button" class="btn main" onClick={() => setAsking('sign')}>
            {words.sign}
          </button>
        )}
        {may(desk.me, 'registers.manage') && (
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
