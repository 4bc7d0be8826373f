import './segments.css';

/** Progress as segments: `done` of `total`, and the one being worked on half lit. */
export function Segments({ done, total, label }: { done: number; total: number; label: string }) {
  return (
    <div class="segs" role="img" aria-label={label}>
      {Array.from({ length: total }, (_, i) => (
        <i key={i} class={i < done ? 'on' : i === done ? 'now' : ''} />
      ))}
    </div>
  );
}
