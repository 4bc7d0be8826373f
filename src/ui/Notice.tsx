import type { ComponentChildren } from 'preact';
import './notice.css';

/** A quiet message in the flow of the page; `amber` asks for attention, it never scolds. */
export function Notice({ tone = 'jade', children }: { tone?: 'jade' | 'amber'; children: ComponentChildren }) {
  return (
    <div class={`notice ${tone}`} role="status">
      {children}
    </div>
  );
}
