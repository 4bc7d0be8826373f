import { useState } from 'preact/hooks';
import { putMedia } from '../documents.ts';
import { toBase64 } from '../editor/picture.ts';
import { useDesk } from '../shell/Console.tsx';
import { AUDIO_BYTES, audioType } from './audio.ts';
import type { PointProps } from './PointEditor.tsx';
import { useTrailWords } from './words.tsx';

/** A recording: stored as it is, so it must be small already. */
export function AudioField({ point, put }: Pick<PointProps, 'point' | 'put'>) {
  const words = useTrailWords();
  const { fail } = useDesk();
  const [state, setState] = useState<'busy' | 'audio_too_big' | 'audio_unreadable' | null>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > AUDIO_BYTES) return setState('audio_too_big');
    const type = audioType(new Uint8Array(await file.arrayBuffer()));
    if (!type) return setState('audio_unreadable');
    setState('busy');
    try {
      put({ audio: (await putMedia(await toBase64(file), type)).hash });
    } catch (error) {
      fail(error);
    }
    setState(null);
  };
  return (
    <div class="field" role="group" aria-label={words.field_audio}>
      <span class="label">{words.field_audio}</span>
      <div class="row">
        {point.audio && (
          // biome-ignore lint/a11y/useMediaCaption: what is heard stands in the story
          <audio controls preload="none" src={`/media/${point.audio}`} />
        )}
        <label class="btn file">
          {point.audio ? words.audio_change : words.audio_choose}
          <input
            type="file"
            accept="audio/mpeg,audio/mp4,.mp3,.m4a"
            class="vh"
            aria-label={words.audio_file}
            disabled={state === 'busy'}
            onChange={({ currentTarget }) => {
              take(currentTarget.files?.[0]);
              currentTarget.value = '';
            }}
          />
        </label>
        {point.audio && (
          <button type="button" class="btn quiet" onClick={() => put({ audio: null })}>
            {words.audio_drop}
          </button>
        )}
        <span class={state && state !== 'busy' ? 'unread small grow' : 'small muted grow'} role="status">
          {state === 'busy' ? words.audio_working : state ? words[state] : words.audio_hint}
        </span>
      </div>
    </div>
  );
}
