import { useEffect, useRef, useState } from 'preact/hooks';
import { type Camera, type CameraProblem, eachFrame, openCamera } from './camera.ts';
import { readFrame, readPhoto, warmDecoder } from './decode.ts';

export interface ScanWords {
  /** names the region */
  title: string;
  /** what to do while it looks */
  hint: string;
  starting: string;
  denied: string;
  missing: string;
  photo: string;
  photo_nothing: string;
  torch_on: string;
  torch_off: string;
  close: string;
}

interface Props {
  words: ScanWords;
  /** Text of a code, once each time it comes into view (the same one again after three seconds). Nothing is opened here. */
  onText: (text: string) => void;
  onClose: () => void;
}

/** A code that stays in view is told again after this long. */
const AGAIN_MS = 3000;

/**
 * Camera scanner for QR codes, with the lamp where there is one and a photograph where there is no camera. Begins at once
 * when shown and ends when removed; goes on after a code. Load it with `import('…/ui/scan/Scanner.tsx')` when it is
 * wanted, and import `ui/scan/scan.css` in the page. Props in, text out: what a text means is the caller's business.
 */
export function Scanner({ words, onText, onClose }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const tell = useRef(onText);
  tell.current = onText;
  const [state, setState] = useState<'starting' | 'on' | CameraProblem>('starting');
  const [camera, setCamera] = useState<Camera | null>(null);
  const [lit, setLit] = useState(false);
  const [said, setSaid] = useState('');

  useEffect(() => {
    const element = video.current;
    if (!element) return;
    let gone = false;
    let end = () => {};
    let last = { text: '', at: 0 };
    warmDecoder();
    openCamera(element).then(
      (opened) => {
        if (gone) return opened.stop();
        setCamera(opened);
        setState('on');
        const stop = eachFrame(element, async () => {
          const text = await readFrame(element);
          const now = performance.now();
          if (text === null || gone || (text === last.text && now - last.at < AGAIN_MS)) return;
          last = { text, at: now };
          tell.current(text);
        });
        end = () => {
          stop();
          opened.stop();
        };
      },
      (problem: CameraProblem) => !gone && setState(problem),
    );
    return () => {
      gone = true;
      end();
    };
  }, []);

  const photo = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (!file) return;
    setSaid('');
    const text = await readPhoto(file).catch(() => null);
    input.value = '';
    if (text === null) setSaid(words.photo_nothing);
    else onText(text);
  };
  const light = async () => {
    await camera?.torch?.(!lit).then(
      () => setLit(!lit),
      () => undefined,
    );
  };
  const problem = state === 'denied' || state === 'missing';

  return (
    <section class="scan" aria-label={words.title}>
      <div class={`finder${problem ? ' off' : ''}`}>
        <video ref={video} playsInline muted hidden={problem} />
        {!problem && <i class="corners" />}
        <p role="status">{state === 'on' ? words.hint : words[state]}</p>
      </div>
      <p class="said" role="status">
        {said}
      </p>
      <div class="row">
        {camera?.torch && (
          <button class="btn" type="button" aria-pressed={lit} onClick={() => void light()}>
            {lit ? words.torch_off : words.torch_on}
          </button>
        )}
        <label class="btn grow">
          {words.photo}
          <input
            class="vh"
            type="file"
            accept="image/*"
            onChange={(event) => void photo(event.currentTarget as HTMLInputElement)}
          />
        </label>
        <button class="btn quiet" type="button" onClick={onClose}>
          {words.close}
        </button>
      </div>
    </section>
  );
}
