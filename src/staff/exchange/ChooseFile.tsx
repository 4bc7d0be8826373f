import { useRef, useState } from 'preact/hooks';
import { LIMITS } from '../../exercise/exchange/limits.ts';
import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';

interface Props {
  words: Areas['console_exchange'];
  chosen: boolean;
  disabled: boolean;
  choose: (file: File) => void;
}

/** A field for a file, which may also be dropped on it. The same file can be chosen again after it was corrected. */
export function ChooseFile({ words, chosen, disabled, choose }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file && !disabled) choose(file);
    if (field.current) field.current.value = '';
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the field inside is the first
    <div
      class={over ? 'card drop over' : 'card drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <label class="row">
        <strong>{chosen ? words.choose_new : words.choose}</strong>
        <input
          ref={field}
          class="grow"
          type="file"
          name="file"
          accept=".xlsx,.csv,.tsv,.txt,.gift,.xml,.zip"
          disabled={disabled}
          onChange={(event) => take(event.currentTarget.files)}
        />
      </label>
      {!chosen && (
        <p class="muted small">{fill(words.choose_hint, { most: LIMITS.bytes / 1024 / 1024, rows: LIMITS.rows })}</p>
      )}
    </div>
  );
}
