import { Field } from './Field.tsx';

interface Props {
  field: string;
  label: string;
  value: number | null;
  range: readonly [number, number];
  hint?: string;
  put: (value: number | null) => void;
}

/** A whole number; null while nothing is typed. */
export function NumberField({ field, label, value, range, hint, put }: Props) {
  return (
    <Field field={field} label={label} {...(hint ? { hint } : {})}>
      {(control) => (
        <input
          {...control}
          type="number"
          name={field}
          inputMode="numeric"
          min={range[0]}
          max={range[1]}
          step="1"
          value={value ?? ''}
          onInput={({ currentTarget }) =>
            put(currentTarget.value === '' ? null : Math.round(Number(currentTarget.value)))
          }
        />
      )}
    </Field>
  );
}
