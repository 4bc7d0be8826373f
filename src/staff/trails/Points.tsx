import type { ComponentChildren } from 'preact';
import type { Locale } from '../../contract/locales.ts';
import type { PointBody, TrailBody } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { Seal } from '../../ui/Seal.tsx';
import { Says, useControl } from '../editor/Field.tsx';
import { OrderedList } from '../editor/OrderedList.tsx';
import { pointField } from './findings.ts';
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

/** The points in their order. */
export function Points({ body, change, locale, selected, select, add, children }: Props) {
  const words = useTrailWords();
  const { control, findings } = useControl('points');
  const say = (spoken: PointBody['name']) => spoken[locale]?.trim() || spoken['zh-Hans']?.trim();
  return (
    <fieldset class="card group points">
      <legend>{fill(words.points, { count: body.points.length })}</legend>
      <p id={control.id} tabIndex={-1} class="small muted">
        {words.points_hint}
      </p>
      <Says id={control.id} findings={findings} />
      <OrderedList
        items={body.points}
        selected={selected}
        select={select}
        move={(id, by) => change((now) => movePoint(now, id, by))}
        remove={(id) => change((now) => ({ ...now, points: now.points.filter((point) => point.id !== id) }))}
        nameOf={(point) => say(point.name) || words.unnamed}
        fieldOf={({ id }) => pointField(id, '')}
        words={words}
        look="point-list"
        mark={(point) => <Seal text={say(point.seal) || '？'} size={36} got />}
        about={(point) => (
          <>
            {point.required ? words.required : words.optional} · {words[`grade_${gradeOf(point)}`]}
            {!point.position && ` · ${words.no_position}`}
          </>
        )}
      >
        {children}
      </OrderedList>
      <div class="row">
        <button type="button" class="btn" disabled={body.points.length >= MOST.points} onClick={add}>
          + {words.add_point}
        </button>
        {body.points.length > 1 && <span class="small muted">{words.move_hint}</span>}
      </div>
    </fieldset>
  );
}
