import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

/** Nothing here yet, said calmly, with the next thing one can do as children. */
export function EmptyState({ icon, title, text, children }: EmptyProps) {
  return (
    <div class="card stack tight">
      {icon && <Icon d={icon} size={28} />}
      <h2>{title}</h2>
      <p class="muted">{text}</p>
      {children}
    </div>
  );
}

interface EmptyProps {
  icon?: string;
  title: string;
  text: string;
  children?: ComponentChildren;
}
