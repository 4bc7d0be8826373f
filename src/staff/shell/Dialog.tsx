import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Shell } from './shell.ts';

interface Props {
  open: boolean;
  title: string;
  words: Shell['words'];
  /** Escape, the cross, or a press beside the window */
  close: () => void;
  wide?: boolean;
  children: ComponentChildren;
}

/** A modal window: the browser's own, so that focus stays inside and returns where it was. */
export function Dialog({ open, title, words, close, wide, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  // before anything else is heard: an Escape that comes with the first paint closes it
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (open && !dialog?.open) dialog?.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the dialog's own
    <dialog
      ref={ref}
      class={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === ref.current && close()}
    >
      {open && (
        <div class="dialog-body stack">
          <h2 id={id}>{title}</h2>
          {children}
          {/* last, so that the window opens with the focus on what it is about */}
          <button type="button" class="icon dialog-close" aria-label={words.close} onClick={close}>
            ×
          </button>
        </div>
      )}
    </dialog>
  );
}
