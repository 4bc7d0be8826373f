import type { Shell } from './shell.ts';

export interface Toast {
  id: number;
  text: string;
  bad: boolean;
}

/** Short messages at the head of the window, read out by screen readers. The region is always there: it must exist first. */
export function Toasts({
  toasts,
  words,
  close,
}: {
  toasts: Toast[];
  words: Shell['words'];
  close: (id: number) => void;
}) {
  return (
    <div class="toasts no-print" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} class={toast.bad ? 'toast bad' : 'toast'}>
          <span>{toast.text}</span>
          <button type="button" class="icon" aria-label={words.close} onClick={() => close(toast.id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
