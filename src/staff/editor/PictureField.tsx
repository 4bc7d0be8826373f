import { useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { putMedia } from '../documents.ts';
import { useDesk } from '../shell/Console.tsx';
import { useForm } from './Field.tsx';
import { encodePicture, PictureError, toBase64 } from './picture.ts';

/** Picture of an option: chosen, made small here, stored under its hash. Its words are the option's text. */
export function PictureField({ letter, hash, put }: { letter: string; hash: string; put: (hash: string) => void }) {
  const { words } = useForm();
  const { fail } = useDesk();
  const [state, setState] = useState<{ busy?: boolean; bad?: string; done?: string }>({});
  const take = async (file: File | undefined) => {
    if (!file) return;
    setState({ busy: true });
    try {
      const small = await encodePicture(file);
      const stored = await putMedia(await toBase64(small), small.type);
      put(stored.hash);
      setState({ done: fill(words.picture_done, { kb: Math.max(1, Math.round(small.size / 1024)) }) });
    } catch (error) {
      if (error instanceof PictureError) setState({ bad: words[`picture_${error.reason}`] });
      else {
        setState({});
        fail(error);
      }
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
          type="file"
          accept="image/*"
          class="vh"
          aria-label={fill(words.picture_for, { letter })}
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
