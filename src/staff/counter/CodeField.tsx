import type { Ref } from 'preact';
import { useCallback, useEffect, useImperativeHandle, useRef, useState } from 'preact/hooks';
import { Camera } from './Camera.tsx';
import type { ScanFieldWords } from './words.ts';

/** What others may do with the field. */
export interface CodeFieldHandle {
  /** puts a code back, selected, so that the next scan replaces it */
  putBack: (code: string) => void;
  focus: () => void;
}

interface Props {
  words: ScanFieldWords;
  label: string;
  hint: string;
  /** `seen`: by the camera, before which a phone is held for longer than a moment */
  submit: (text: string, seen: boolean) => void;
  testid: string;
  handle: Ref<CodeFieldHandle>;
}

const WRITES = 'input:not([type=checkbox],[type=radio]),textarea,select,[contenteditable]';
/** Where a focused field brings up keys that cover the answer. */
const byThumb = () => matchMedia('(pointer: coarse)').matches;

/**
 * The one field of the counter. At a desk it has the focus whenever nothing else needs it; on a phone only a touch gives it.
 * What a hand scanner types anywhere on the page lands here: a scanner does not know where the focus is.
 */
export function CodeField({ words, label, hint, submit, testid, handle }: Props) {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const take = useCallback(() => {
    if (!document.querySelector('dialog[open]')) field.current?.focus({ preventScroll: true });
  }, []);
  const focus = useCallback(() => {
    if (!byThumb()) take();
  }, [take]);
  useImperativeHandle(
    handle,
    () => ({
      focus,
      putBack: (code) => {
        // what is being typed already belongs to the next person
        if (!field.current || field.current.value) return;
        setText(code);
        field.current.value = code;
        if (!byThumb()) field.current.select();
      },
    }),
    [focus],
  );
  useEffect(() => {
    focus();
    const hear = (event: KeyboardEvent) => {
      const typed = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (typed && !(event.target instanceof Element && event.target.closest(WRITES))) {
        take();
        if (byThumb()) field.current?.select();
      }
    };
    const press = (event: MouseEvent) => {
      if (event.target instanceof Element && !event.target.closest(`${WRITES},a,button,label,summary,dialog`)) focus();
    };
    addEventListener('keydown', hear, true);
    addEventListener('click', press);
    addEventListener('focus', focus);
    // a window that closes gives the focus back to its button, which may be gone
    addEventListener('close', focus, true);
    return () => {
      removeEventListener('keydown', hear, true);
      removeEventListener('click', press);
      removeEventListener('focus', focus);
      removeEventListener('close', focus, true);
    };
  }, [focus, take]);

  return (
    <form
      class="code-form"
      onSubmit={(event) => {
        event.preventDefault();
        const value = field.current?.value ?? '';
        // emptied at once: a scanner's next code may be on its way
        setText('');
        if (field.current) field.current.value = '';
        if (byThumb()) field.current?.blur();
        if (value.trim()) submit(value, false);
      }}
    >
      <label class="code-label" for="counter-code">
        <span class="label">{label}</span> <span class="small muted">{hint}</span>
      </label>
      <div class="code-row">
        <input
          ref={field}
          id="counter-code"
          data-testid={testid}
          class="code-input"
          type="text"
          inputMode="text"
          autocomplete="off"
          autocapitalize="characters"
          autocorrect="off"
          spellcheck={false}
          enterkeyhint="go"
          maxLength={300}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="btn code-go">
          {words.check}
        </button>
      </div>
      <Camera words={words} found={(seen) => submit(seen, true)} closed={focus} />
    </form>
  );
}
