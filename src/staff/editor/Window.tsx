import { Field } from './Field.tsx';
import { fromLocal, momentOf, toLocal, windowState } from './moments.ts';

interface Windowed {
  opens_at?: string | null;
  closes_at?: string | null;
}

interface Props<B extends Windowed> {
  words: Record<'window' | 'field_opens_at' | 'field_closes_at' | `window_${ReturnType<typeof windowState>}`, string>;
  body: B;
  change: (next: (body: B) => B) => void;
  now: number;
  /** what it means to leave a field empty, and what happens at the end */
  hint: string;
}

/** From when until when something is open, in the city's time. */
export function Window<B extends Windowed>({ words, body, change, now, hint }: Props<B>) {
  const moment = (field: keyof Windowed) => (
    <Field field={field} label={words[`field_${field}`]}>
      {(control) => (
        <input
          {...control}
          type="datetime-local"
          name={field}
          min="2000-01-01T00:00"
          max="2999-12-31T23:59"
          value={toLocal(body[field])}
          onInput={(event) => {
            const at = fromLocal(event.currentTarget.value);
            change((shown) => ({ ...shown, [field]: at }));
          }}
        />
      )}
    </Field>
  );
  return (
    <fieldset class="card group">
      <legend>{words.window}</legend>
      <div class="fields window even">
        {moment('opens_at')}
        {moment('closes_at')}
      </div>
      <p class="small muted">
        <span class="state" data-testid="window-state">
          {words[`window_${windowState(momentOf(body.opens_at), momentOf(body.closes_at), now)}`]}
        </span>{' '}
        {hint}
      </p>
    </fieldset>
  );
}
