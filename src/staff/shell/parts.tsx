/** Small parts that console pages share. */
import type { ComponentChildren } from 'preact';
import { fill } from '../../ui/fill.ts';
import { useDesk } from './Console.tsx';

/** A row of buttons and fields above what they act on. */
export function Toolbar({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="toolbar row no-print" role="group" aria-label={label}>
      {children}
    </div>
  );
}

/** How far a long piece of work is; `done` of `total`, or busy without an end in sight when there is no total. */
export function Progress({ label, done, total }: { label: string; done: number; total?: number }) {
  return (
    <label class="stack tight progress">
      <span class="row">
        <span class="grow">{label}</span>
        {total !== undefined && (
          <span class="num muted">
            {done} / {total}
          </span>
        )}
      </span>
      <progress max={total ?? 1} {...(total === undefined ? {} : { value: done })} />
    </label>
  );
}

/** An empty place that says what belongs there and how one begins. */
export function Teach({
  title,
  text,
  steps,
  children,
}: {
  title: string;
  text?: string;
  steps?: readonly string[];
  children?: ComponentChildren;
}) {
  return (
    <section class="card stack teach">
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {steps && (
        <ol>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {children && <div class="row">{children}</div>}
    </section>
  );
}

/** How many of how many are shown, and the button for more. */
export function More({
  shown,
  total,
  more,
}: {
  shown: number;
  total: number | string;
  more?: (() => void) | undefined;
}) {
  const { words } = useDesk();
  return (
    <p class="row more-rows no-print">
      <span class="muted num" role="status">
        {fill(words.shown, { shown, total })}
      </span>
      {more && (
        <button type="button" class="btn" onClick={more}>
          {words.more}
        </button>
      )}
    </p>
  );
}
