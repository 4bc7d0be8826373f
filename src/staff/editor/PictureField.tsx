import { useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { putMedia } from '../documents.ts';
import { useDesk } from '../shell/Console.tsx';
import { useForm } from './Field.tsx';
import { encodePicture, PictureError, toBase64 } from './picture.ts';

interface Props {
  /** null or empty: none yet */
  hash: string | null;
  put: (hash: string) => void;
  id?: string;
  /** what it is chosen for, where there are several */
  label?: string;
  /** takes it away again, where one may be left out */
  drop?: { label: string; act: () => void };
}

/** A picture: chosen, made small in this browser without what the camera wrote into it, stored under its hash. */
export function PictureField({ hash, put, id, label, drop }: Props) {
  const { words } = useForm();
  const { fail } = useDesk();
  const [state, setState] = useState<{ busy?: boolean; bad?: string; done?: string }>({});
  const take = async (file: File | undefined) => {
    if (!file) return;
    setState({ busy: true });
    try {
      const small = await encodePicture(file);
      put((await putMedia(await toBase64(small), small.type)).hash);
      setState({ done: fill(words.picture_done, { kb: Math.max(1, Math.round(small.size / 1024)) }) });
    } catch (error) {
      if (error instanceof PictureError) return setState({ bad: words[`picture_${error.reason}`] });
      setState({});
      fail(error);
    }
  };
  return (
    <div class="picture row">
      {hash ? (
        <img src={`/media/${hash}`} alt="" width="96" height="72" />
      ) : (
        <span class="no-picture small muted">{words.picture_none}</span>
      )}
      <label class="btn file">
        {hash ? words.picture_change : words.picture_choose}
        <input
          id={id}
          type="file"
          accept="image/*"
          class="vh"
          aria-label={label}
          disabled={state.busy}
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </label>
      {hash && drop && (
        <button type="button" class="btn quiet" onClick={drop.act}>
          {drop.label}
        </button>
      )}
      <span class={state.bad ? 'unread small grow' : 'small muted grow'} role="status">
        {state.busy ? words.picture_working : (state.bad ?? state.done ?? words.picture_hint)}
      </span>
    </div>
  );
}
