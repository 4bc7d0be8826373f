import { useState } from 'preact/hooks';
import type { Position } from '../../contract/trails.ts';
import { Field } from '../editor/Field.tsx';
import { readDegrees } from './geo/position.ts';
import { useTrailWords } from './words.tsx';

interface Props {
  field: string;
  value: Position | null;
  put: (value: Position | null) => void;
}

/** Longitude and latitude by keyboard; both in one paste as well, as maps copy them. Half a position is none. */
export function PositionField({ field, value, put }: Props) {
  const words = useTrailWords();
  const [typed, setTyped] = useState<[string, string] | null>(null);
  const shown = typed ?? (value ? [String(value[0]), String(value[1])] : ['', '']);
  const take = (next: [string, string]) => {
    setTyped(next);
    const lng = readDegrees(next[0], 180);
    const lat = readDegrees(next[1], 90);
    if (lng !== null && lat !== null) put([lng, lat]);
    else if (!next[0].trim() && !next[1].trim()) put(null);
  };
  const wrong =
    typed && (typed[0] || typed[1]) && (readDegrees(typed[0], 180) === null || readDegrees(typed[1], 90) === null);
  const box = (at: 0 | 1, attributes: object, touch: () => void) => (
    <input
      {...attributes}
      onBlur={() => {
        touch();
        if (!wrong) setTyped(null);
      }}
      type="text"
      inputMode="decimal"
      autocomplete="off"
      name={at ? 'lat' : 'lng'}
      class="grow num"
      maxLength={40}
      aria-label={at ? words.latitude : words.longitude}
      placeholder={at ? words.latitude : words.longitude}
      value={shown[at]}
      onInput={({ currentTarget }) => {
        const both = currentTarget.value.split(/[,，\s]+/).filter(Boolean);
        if (both.length === 2) take([both[0] ?? '', both[1] ?? '']);
        else take(at ? [shown[0] ?? '', currentTarget.value] : [currentTarget.value, shown[1] ?? '']);
      }}
    />
  );
  return (
    <Field field={field} label={words.field_position} hint={words.position_hint}>
      {(control) => (
        <>
          <span class="row position">
            {box(0, control, control.onBlur)}
            {box(1, {}, control.onBlur)}
          </span>
          {wrong && <span class="small unread">{words.position_wrong}</span>}
        </>
      )}
    </Field>
  );
}
