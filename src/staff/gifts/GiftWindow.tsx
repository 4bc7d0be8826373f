import type { GiftBody } from '../../contract/trails.ts';
import { Field } from '../editor/Field.tsx';
import { fromLocal, momentOf, toLocal, windowState } from '../quizzes/quiz.ts';
import type { EditorWords } from './words.ts';

interface Props {
  words: EditorWords;
  body: GiftBody;
  change: (next: (body: GiftBody) => GiftBody) => void;
  now: number;
}

/** From when until when a gift can be claimed, in the city's time. */
export function GiftWindow({ words, body, change, now }: Props) {
  const moment = (field: 'opens_at' | 'closes_at') => (
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
      <div class="fields gift-window">
        {moment('opens_at')}
        {moment('closes_at')}
      </div>
      <p class="small muted">
        <span class="state" data-testid="window-state">
          {words[`window_${windowState(momentOf(body.opens_at), momentOf(body.closes_at), now)}`]}
        </span>{' '}
        {words.window_hint}
      </p>
    </fieldset>
  );
}
