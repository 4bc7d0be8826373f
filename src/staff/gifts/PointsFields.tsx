import { POINT_KINDS, type PointKind, type PointsBody } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { Says, useControl } from '../editor/Field.tsx';
import { NumberField } from '../editor/NumberField.tsx';
import { readCount } from '../quizzes/quiz.ts';
import { MOST, mostOfDay } from './points.ts';
import type { EditorWords } from './words.ts';

interface Props {
  words: EditorWords;
  body: PointsBody;
  change: (next: (body: PointsBody) => PointsBody) => void;
}

/** Points of each kind of record and the caps of a day, as a table that is filled in by Tab. */
export function PointsFields({ words, body, change }: Props) {
  const put = (kind: PointKind, part: 'points' | 'daily', value: number) =>
    change((now) => ({ ...now, kinds: { ...now.kinds, [kind]: { ...now.kinds[kind], [part]: value } } }));
  return (
    <fieldset class="card group">
      <legend>{words.points_rules}</legend>
      <p class="notice">{words.points_past}</p>
      <div class="table points-table">
        <table>
          <caption class="vh">{words.points_rules}</caption>
          <thead>
            <tr>
              <th scope="col">{words.points_for}</th>
              <th scope="col" class="num">
                {words.points_each}
              </th>
              <th scope="col" class="num">
                {words.points_daily}
              </th>
            </tr>
          </thead>
          <tbody>
            {POINT_KINDS.map((kind) => (
              <tr key={kind}>
                <th scope="row">
                  {words[`points_${kind}`]}
                  <span class="small muted block">{words[`points_${kind}_text`]}</span>
                </th>
                {(['points', 'daily'] as const).map((part) => (
                  <td key={part} class="num">
                    <Cell
                      field={`${kind}_${part}`}
                      label={words[`field_${kind}_${part}`]}
                      value={body.kinds[kind][part]}
                      most={MOST[part]}
                      put={(value) => put(kind, part, value)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="fields points-day">
        <NumberField
          field="daily"
          label={words.field_daily}
          value={body.daily}
          range={[1, MOST.daily]}
          put={(daily) => change((now) => ({ ...now, daily: daily ?? 0 }))}
        />
      </div>
      <p class="small muted" data-testid="points-told">
        {fill(words.points_told, { sum: mostOfDay(body), daily: body.daily })}
      </p>
    </fieldset>
  );
}

interface CellProps {
  field: string;
  label: string;
  value: number;
  most: number;
  put: (value: number) => void;
}

/** A number in a table: its column and row are its label. */
function Cell({ field, label, value, most, put }: CellProps) {
  const { control, findings } = useControl(field);
  return (
    <div data-field={field}>
      <input
        {...control}
        type="number"
        name={field}
        aria-label={label}
        min={0}
        max={most}
        inputMode="numeric"
        value={value}
        onInput={(event) => put(readCount(event.currentTarget.value) ?? 0)}
      />
      <Says id={control.id} findings={findings} />
    </div>
  );
}
