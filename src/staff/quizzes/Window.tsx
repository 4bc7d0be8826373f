import { Field } from '../editor/Field.tsx';
import { fromLocal, momentOf, type QuizBody, type QuizWords, toLocal, windowState } from './quiz.ts';

interface Props {
  words: QuizWords;
  body: QuizBody;
  change: (next: (body: QuizBody) => QuizBody) => void;
  now: number;
}

/** From when until when a quiz is open, in the city's time. */
export function Window({ words, body, change, now }: Props) {
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
            const moment = fromLocal(event.currentTarget.value);
            change((shown) => ({ ...shown, [field]: moment }));
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
        {words[`window_hint_${body.purpose}`]}
      </p>
    </fieldset>
  );
}
