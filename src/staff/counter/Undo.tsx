import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { type Handed, say, undoRedemption } from './calls.ts';
import type { CounterWords } from './words.ts';

interface Props {
  words: CounterWords;
  row: Handed | null;
  close: () => void;
  done: () => void;
}

/** Takes back what a colleague handed out: only with a reason, which stays in the log. */
export function Undo({ words, row, close, done }: Props) {
  const desk = useDesk();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (row) setReason('');
  }, [row]);
  const ready = reason.trim() !== '' && !busy;
  const run = async () => {
    if (!row || !ready) return;
    setBusy(true);
    try {
      await undoRedemption(row.claim, reason.trim());
      desk.say(fill(words.undo_done, { gift: say(row.gift, desk.locale) }));
      done();
    } catch (error) {
      desk.fail(error);
    }
    setBusy(false);
  };
  return (
    <Dialog open={row !== null} title={words.undo_title} words={desk.words} close={close}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <p>
          {fill(words.undo_text, {
            gift: say(row?.gift, desk.locale),
            number: row?.number ?? '',
            by: row?.by ?? '',
          })}
        </p>
        <div class="row">
          {[words.reason_wrong_gift, words.reason_given_back, words.reason_twice].map((one) => (
            <button key={one} type="button" class="btn" aria-pressed={reason === one} onClick={() => setReason(one)}>
              {one}
            </button>
          ))}
        </div>
        <label class="stack tight">
          <span>{words.reason}</span>
          <textarea
            name="reason"
            rows={2}
            maxLength={200}
            required
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        <div class="row">
          <button type="submit" class="btn main" disabled={!ready}>
            {words.undo_do}
          </button>
          <button type="button" class="btn" onClick={close}>
            {desk.words.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
