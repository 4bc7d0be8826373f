import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

/** Nothing here yet, said calmly, with the next thing one can do as children. */
export function EmptyState({ icon, title, text, heading: Heading = 'h2', children }: EmptyProps) {
  return (
    <div class="card stack">
      {icon && <Icon d={icon} size={28} />}
      <div class="stack tight">
        <Heading>{title}</Heading>
        <p class="muted">{text}</p>
      </div>
      {children}
    </div>
  );
}

interface EmptyProps {
  icon?: string;
  title: string;
  text: string;
  /** h1 where the state is the whole page */
  heading?: 'h1' | 'h2';
  children?: ComponentChildren;
}
