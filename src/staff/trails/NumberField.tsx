import { Field } from '../editor/Field.tsx';
import { useTrailWords } from './words.tsx';

interface Props {
  field: string;
  value: number | null;
  range: readonly [number, number];
  hint?: string;
  put: (value: number | null) => void;
}

/** A number with its unit in the label. */
export function NumberField({ field, value, range, hint, put }: Props) {
  const words = useTrailWords() as unknown as Record<string, string>;
  const name = field.split('.').at(-1) ?? field;
  return (
    <Field field={field} label={words[`field_${name}`] ?? name} {...(hint ? { hint } : {})}>
      {(control) => (
        <input
          {...control}
          type="number"
          name={name}
          min={range[0]}
          max={range[1]}
          step="any"
          value={value ?? ''}
          onInput={({ currentTarget }) => put(currentTarget.value === '' ? null : Number(currentTarget.value))}
        />
      )}
    </Field>
  );
}
