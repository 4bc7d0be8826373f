import { useState } from 'preact/hooks';
import type { GiftBody } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { putMedia } from '../documents.ts';
import { encodePicture, PictureError, toBase64 } from '../editor/picture.ts';
import { useDesk } from '../shell/Console.tsx';
import type { EditorWords } from './words.ts';

interface Props {
  words: EditorWords;
  body: GiftBody;
  change: (next: (body: GiftBody) => GiftBody) => void;
}

/** The gift's photograph: made small in this browser, without what the camera wrote into it. */
export function GiftPicture({ words, body, change }: Props) {
  const { fail } = useDesk();
  const [state, setState] = useState<{ busy?: boolean; bad?: string; done?: string }>({});
  const take = async (file: File | undefined) => {
    if (!file) return;
    setState({ busy: true });
    try {
      const small = await encodePicture(file);
      const { hash } = await putMedia(await toBase64(small), small.type);
      change((now) => ({ ...now, picture: hash }));
      setState({ done: fill(words.picture_done, { kb: Math.max(1, Math.round(small.size / 1024)) }) });
    } catch (error) {
      if (error instanceof PictureError) return setState({ bad: words[`picture_${error.reason}`] });
      setState({});
      fail(error);
    }
  };
  return (
    <div class="field" data-field="picture">
      <span class="label">{words.field_picture}</span>
      <div class="gift-picture-row row">
        {body.picture ? (
          <img src={`/media/${body.picture}`} alt="" width="128" height="72" />
        ) : (
          <span class="no-picture small muted">{words.picture_none}</span>
        )}
        <label class="btn file">
          {body.picture ? words.picture_change : words.picture_choose}
          <input
            id="f-picture"
            type="file"
            accept="image/*"
            class="vh"
            disabled={state.busy}
            onChange={(event) => {
              take(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </label>
        {body.picture && (
          <button type="button" class="btn quiet" onClick={() => change((now) => ({ ...now, picture: null }))}>
            {words.picture_remove}
          </button>
        )}
        <span class={state.bad ? 'unread small grow' : 'small muted grow'} role="status">
          {state.busy ? words.picture_working : (state.bad ?? state.done ?? words.picture_hint)}
        </span>
      </div>
    </div>
  );
}
