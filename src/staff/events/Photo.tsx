import { useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { putMedia } from '../documents.ts';
import { useForm } from '../editor/Field.tsx';
import { encodePicture, PictureError, toBase64 } from '../editor/picture.ts';
import { useDesk } from '../shell/Console.tsx';

interface Props {
  id: string;
  /** null: none yet */
  hash: string | null;
  put: (hash: string) => void;
  /** what it is chosen for, where there are several */
  label?: string;
}

/** A photograph: made small in this browser, without what the camera wrote into it, stored under its hash. */
export function Photo({ id, hash, put, label }: Props) {
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
    <div class="photo row">
      {hash ? (
        <img src={`/media/${hash}`} alt="" width="128" height="84" />
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
      <span class={state.bad ? 'unread small grow' : 'small muted grow'} role="status">
        {state.busy ? words.picture_working : (state.bad ?? state.done ?? words.picture_hint)}
      </span>
    </div>
  );
}
