import type { ComponentChildren } from 'preact';

/** What a choice led to. Never red, never a scolding. */
export function Verdict({ title, good, children }: { title: string; good: boolean; children: ComponentChildren }) {
  return (
    <div class={good ? 'card verdict stack tight' : 'card think stack tight'} tabIndex={-1} data-verdict>
      <p class="song said">{title}</p>
      {children}
    </div>
  );
}
