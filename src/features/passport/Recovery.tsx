import { useEffect, useRef, useState } from 'preact/hooks';
import type { PassportWords } from './Passport.island.tsx';
import { recoveryLink } from './passport.ts';

interface Props {
  words: PassportWords;
  /** the key as people copy it; empty until it is known */
  shown: string;
  registered: boolean;
  path: string;
  /** a key that came with the address */
  scanned: string | null;
  onRecover(typed: string): void;
}

/** The way back on a new phone: a key to write down or photograph, and a field to type it into. */
export function Recovery({ words, shown, registered, path, scanned, onRecover }: Props) {
  const [open, setOpen] = useState(false);
  const [image, setImage] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!scanned || !field.current) return;
    field.current.value = scanned;
    field.current.form?.scrollIntoView({ block: 'center' });
  }, [scanned]);
  useEffect(() => {
    if (!open || !shown) return;
    void import('qr').then(({ default: encode }) => {
      const svg = encode(recoveryLink(location.origin, path, shown), 'svg', { ecc: 'medium', border: 4 });
      // An <img> rather than inline SVG: WeChat recognises codes in pictures on a long press.
      setImage(`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`);
    });
  }, [open, shown]);
  return (
    <section class="card stack tight">
      <h3>{words.recovery}</h3>
      <p class="muted">{words.recovery_text}</p>
      {open ? (
        <>
          <p class="key song" data-testid="recovery-key">
            {shown}
          </p>
          {image && <img class="qr" src={image} alt={words.recovery_qr} width="200" height="200" />}
          <p class="small muted">{registered ? words.recovery_known : words.recovery_not_yet}</p>
        </>
      ) : (
        <button type="button" class="btn" onClick={() => setOpen(true)}>
          {words.recovery_show}
        </button>
      )}
      <form
        class="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          onRecover(String(new FormData(event.currentTarget).get('key') ?? ''));
        }}
      >
        {scanned && (
          <p class="said">
            <strong>{words.scanned}</strong> {words.scanned_text}
          </p>
        )}
        <label class="field">
          {words.recover_label}
          <input ref={field} name="key" autocomplete="off" autocapitalize="characters" spellcheck={false} required />
        </label>
        <button type="submit" class={`btn${scanned ? ' main' : ''}`}>
          {words.recover}
        </button>
      </form>
    </section>
  );
}
