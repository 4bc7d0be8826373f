import './kinds.css';

interface Props<K extends string> {
  /** what is chosen: the field of the body that holds it */
  name: string;
  label: string;
  kinds: readonly { value: K; title: string; about: string }[];
  chosen: K;
  /** it stays what it is */
  fixed: boolean;
  pick: (kind: K) => void;
}

/** The kind of a document, each with what it is for; what hangs on it follows below. */
export function Kinds<K extends string>({ name, label, kinds, chosen, fixed, pick }: Props<K>) {
  return (
    <div class="kinds" role="radiogroup" aria-label={label}>
      {kinds.map(({ value, title, about }) => (
        <label key={value} class={value === chosen ? 'kind taken' : 'kind'}>
          <span class="row">
            <input
              type="radio"
              name={name}
              value={value}
              aria-labelledby={`${name}-${value}`}
              aria-describedby={`about-${value}`}
              checked={value === chosen}
              disabled={fixed && value !== chosen}
              onChange={() => pick(value)}
            />
            <strong id={`${name}-${value}`}>{title}</strong>
          </span>
          <span class="small muted" id={`about-${value}`}>
            {about}
          </span>
        </label>
      ))}
    </div>
  );
}
