import type { ComponentType } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Scanner } from '../../ui/scan/Scanner.tsx';
import type { ScanFieldWords } from './words.ts';

/** A phone held before the camera is one person's, however long it stays there. */
const SAME_MS = 60_000;

interface Props {
  words: ScanFieldWords;
  found: (text: string) => void;
  closed: () => void;
}

/** The camera beside the field. It stays open for the next in the queue, and is fetched when first wanted. */
export function Camera({ words, found, closed }: Props) {
  const [View, setView] = useState<ComponentType<Parameters<typeof Scanner>[0]> | null>(null);
  const [state, setState] = useState<'closed' | 'loading' | 'open' | 'failed'>('closed');
  const last = useRef({ text: '', at: 0 });
  const open = async () => {
    setState('loading');
    try {
      const loaded = await import('../../ui/scan/Scanner.tsx');
      setView(() => loaded.Scanner);
      setState('open');
    } catch {
      setState('failed');
    }
  };
  const tell = (text: string) => {
    const now = Date.now();
    const same = text === last.current.text && now - last.current.at < SAME_MS;
    last.current = { text, at: now };
    if (!same) found(text);
  };
  const close = () => {
    setState('closed');
    last.current = { text: '', at: 0 };
    closed();
  };
  if (state === 'open' && View) {
    return (
      <div class="counter-camera">
        <View
          words={{
            title: words.camera,
            hint: words.camera_hint,
            starting: words.camera_starting,
            denied: words.camera_denied,
            missing: words.camera_missing,
            photo: words.camera_photo,
            photo_nothing: words.camera_nothing,
            torch_on: words.camera_torch_on,
            torch_off: words.camera_torch_off,
            close: words.camera_close,
          }}
          onText={tell}
          onClose={close}
        />
      </div>
    );
  }
  return (
    <>
      <button type="button" class="btn camera-open" disabled={state === 'loading'} onClick={open}>
        {words.camera}
      </button>
      {state === 'failed' && (
        <p class="small muted" role="status">
          {words.camera_failed}
        </p>
      )}
    </>
  );
}
