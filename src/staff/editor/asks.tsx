/** Windows that ask for a word before an act. */
import { useEffect, useState } from 'preact/hooks';
import type { Areas } from '../../i18n/keys.ts';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';

interface Props {
  open: boolean;
  words: Areas['console_editor'];
  close: () => void;
  done: (note: string) => void;
}

/** Giving back needs a note: an author who does not know why cannot mend anything. */
export function GiveBack(props: Props) {
  const { words } = props;
  return <Ask {...props} title={words.give_back_title} label={words.give_back_note} act={words.give_back} needed />;
}

export function Withdraw(props: Props) {
  const { words } = props;
  return (
    <Ask
      {...props}
      title={words.withdraw_title}
      text={words.withdraw_text}
      label={words.withdraw_note}
      act={words.withdraw}
    />
  );
}

interface AskProps extends Props {
  title: string;
  text?: string;
  label: string;
  act: string;
  needed?: boolean;
}

function Ask({ open, close, done, title, text, label, act, needed }: AskProps) {
  const desk = useDesk();
  const [note, setNote] = useState('');
  useEffect(() => {
    if (open) setNote('');
  }, [open]);
  const ready = !needed || note.trim() !== '';
  return (
    <Dialog open={open} title={title} words={desk.words} close={close}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) done(note.trim());
        }}
      >
        {text && <p>{text}</p>}
        <label class="field">
          <span class="label">{label}</span>
          <textarea
            name="reason"
            rows={3}
            maxLength={500}
            required={needed}
            value={note}
            onInput={(event) => setNote(event.currentTarget.value)}
            onKeyDown={(event) => {
              if ((event.ctrlKey || event.metaKey) && event.key === 'Enter' && ready) done(note.trim());
            }}
          />
        </label>
        <div class="row">
          <button type="submit" class="btn main" disabled={!ready}>
            {act}
          </button>
          <button type="button" class="btn" onClick={close}>
            {desk.words.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
