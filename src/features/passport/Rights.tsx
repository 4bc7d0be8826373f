import { useRef, useState } from 'preact/hooks';
import type { PassportWords } from './Passport.island.tsx';

interface Props {
  words: PassportWords;
  onExport(): Promise<string>;
  onErase(): void;
}

/** My data: a copy of everything, and erasing it. In-app browsers block downloads, so the copy can also be read and copied. */
export function Rights({ words, onExport, onErase }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const [failed, setFailed] = useState(false);
  const show = async () => {
    try {
      setText(await onExport());
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <section class="card stack tight">
      <h2>{words.rights}</h2>
      <p class="muted">{words.rights_text}</p>
      <button type="button" class="btn" onClick={() => void show()}>
        {words.export}
      </button>
      {failed && <p class="notice amber">{words.msg_no_network}</p>}
      {text && (
        <>
          <label class="field">
            {words.export_copy}
            <textarea readOnly rows={6} data-testid="export">
              {text}
            </textarea>
          </label>
          <a
            class="btn"
            download="qingtu.json"
            href={`data:application/json;charset=utf-8,${encodeURIComponent(text)}`}
          >
            {words.export_save}
          </a>
        </>
      )}
      <button type="button" class="btn" onClick={() => dialog.current?.showModal()}>
        {words.erase}
      </button>
      <dialog ref={dialog} class="card" aria-labelledby="erase-title">
        <form method="dialog" class="stack tight">
          <h2 id="erase-title">{words.erase}</h2>
          <p>{words.erase_text}</p>
          <button class="btn main" type="submit">
            {words.keep}
          </button>
          <button class="btn" type="submit" onClick={onErase}>
            {words.erase_yes}
          </button>
        </form>
      </dialog>
    </section>
  );
}
