import { Says, useControl } from '../editor/Field.tsx';

interface Props {
  field: string;
  label: string;
  /** value and what it is called */
  choices: readonly (readonly [value: string, name: string])[];
  chosen: readonly string[];
  put: (chosen: string[]) => void;
}

/** Several of a few, each with a box. What was chosen and is no choice any more stays in sight until it is taken out. */
export function Checks({ field, label, choices, chosen, put }: Props) {
  const { control, findings } = useControl(field);
  const known = new Set(choices.map(([value]) => value));
  const all = [...choices, ...chosen.filter((one) => !known.has(one)).map((one) => [one, one] as const)];
  return (
    <fieldset
      class="field checks"
      data-field={field}
      aria-describedby={findings.length ? `${control.id}-says` : undefined}
    >
      <legend class="label">{label}</legend>
      <div class="row">
        {all.map(([value, name], i) => (
          <label key={value} class="row flag">
            <input
              id={i === 0 ? control.id : undefined}
              type="checkbox"
              name={field}
              value={value}
              checked={chosen.includes(value)}
              onBlur={control.onBlur}
              onChange={({ currentTarget }) =>
                put(currentTarget.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
              }
            />
            {name}
          </label>
        ))}
      </div>
      <Says id={control.id} findings={findings} />
    </fieldset>
  );
}
