import { Field } from '../editor/Field.tsx';
import { readCount } from '../quizzes/quiz.ts';

interface Props {
  field: string;
  label: string;
  hint?: string;
  value: number | null;
  low: number;
  high: number;
  put: (value: number | null) => void;
}

/** A whole number with its label; empty stands for none. */
export function NumberField({ field, label, hint, value, low, high, put }: Props) {
  return (
    <Field field={field} label={label} {...(hint ? { hint } : {})}>
      {(control) => (
        <input
          {...control}
          type="number"
          name={field}
          min={low}
          max={high}
          inputMode="numeric"
          value={value ?? ''}
          onInput={(event) => put(readCount(event.currentTarget.value))}
        />
      )}
    </Field>
  );
}
