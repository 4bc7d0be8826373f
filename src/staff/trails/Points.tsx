import type { ComponentChildren, TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import type { Locale } from '../../contract/locales.ts';
import type { PointBody, TrailBody } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { Seal } from '../../ui/Seal.tsx';
import { Says, useControl, useForm } from '../editor/Field.tsx';
import { gradeOf, MOST, movePoint } from './trail.ts';
import { useTrailWords } from './words.tsx';

interface Props {
  body: TrailBody;
  change: (next: (body: TrailBody) => TrailBody) => void;
  locale: Locale;
  selected: string | null;
  select: (id: string | null) => void;
  add: () => void;
  /** what is changed of the selected point; stands below its row */
  children: (point: PointBody) => ComponentChildren;
}

/** The points in their order. A row opens its point; Alt and the arrows move it. */
export function Points({ body, change, locale, selected, select, add, children }: Props) {
  const words = useTrailWords();
  const { control, findings } = useControl('points');
  const { findings: all } = useForm();
  const list = useRef<HTMLOListElement>(null);
  const last = body.points.length - 1;
  const step = (id: string, by: -1 | 1) => {
    change((now) => movePoint(now, id, by));
    // the row keeps the focus that moved with it
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-open="${id}"]`)?.focus());
  };
  const hear = (event: TargetedKeyboardEvent<HTMLButtonElement>, id: string) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    step(id, event.key === 'ArrowUp' ? -1 : 1);
  };
  const remove = (id: string) => {
    change((now) => ({ ...now, points: now.points.filter((point) => point.id !== id) }));
    if (selected === id) select(null);
  };
  const bad = (id: string) => all.some(({ field, level }) => level === 'error' && field.startsWith(`points.${id}.`));
  return (
    <fieldset class="card group points">
      <legend>{fill(words.points, { count: body.points.length })}</legend>
      <p id={control.id} tabIndex={-1} class="small muted">
        {words.points_hint}
      </p>
      <Says id={control.id} findings={findings} />
      <ol ref={list} class="point-list">
        {body.points.map((point, place) => {
          const name = point.name[locale]?.trim() || point.name['zh-Hans']?.trim() || words.unnamed;
          const open = point.id === selected;
          return (
            <li key={point.id} data-point={point.id} class={open ? 'open' : undefined}>
              <div class="point-row">
                <span class="num muted place">{place + 1}</span>
                <Seal text={point.seal[locale] || point.seal['zh-Hans'] || '？'} size={36} got />
                <button
                  type="button"
                  class="point-open grow"
                  data-open={point.id}
                  aria-expanded={open}
                  onClick={() => select(open ? null : point.id)}
                  onKeyDown={(event) => hear(event, point.id)}
                >
                  <b>{name}</b>
                  {bad(point.id) && (
                    <span class="todo" role="img" aria-label={words.show_errors}>
                      ●
                    </span>
                  )}
                  <span class="small muted">
                    {point.required ? words.required : words.optional} · {words[`grade_${gradeOf(point)}`]}
                    {!point.position && ` · ${words.no_position}`}
                  </span>
                </button>
                <span class="tools">
                  <button
                    type="button"
                    class="icon"
                    disabled={place === 0}
                    aria-label={fill(words.up, { name })}
                    onClick={() => step(point.id, -1)}
                  >
                    ↑
                  </button>
                  <button
                    type="button"
                    class="icon"
                    disabled={place === last}
                    aria-label={fill(words.down, { name })}
                    onClick={() => step(point.id, 1)}
                  >
                    ↓
                  </button>
                  <button
                    type="button"
                    class="icon"
                    aria-label={fill(words.take_out, { name })}
                    onClick={() => remove(point.id)}
                  >
                    ×
                  </button>
                </span>
              </div>
              {open && <div class="point-body stack">{children(point)}</div>}
            </li>
          );
        })}
      </ol>
      <div class="row">
        <button type="button" class="btn" disabled={body.points.length >= MOST.points} onClick={add}>
          + {words.add_point}
        </button>
        {body.points.length > 1 && <span class="small muted">{words.move_hint}</span>}
      </div>
    </fieldset>
  );
}
