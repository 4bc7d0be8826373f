import type { QuestionBody } from '../documents.ts';
import { FactsField } from './FactsField.tsx';
import { Field, useForm } from './Field.tsx';
import type { KnownFacts } from './useFacts.ts';

interface Props {
  body: QuestionBody;
  change: (next: (body: QuestionBody) => QuestionBody) => void;
  known: KnownFacts;
  today: string;
}

/** What a question rests on and how long that holds. */
export function Grounds({ body, change, known, today }: Props) {
  const { words } = useForm();
  return (
    <fieldset class="card group">
      <legend>{words.field_facts}</legend>
      <FactsField facts={body.facts} kp={body.kp} known={known} put={(facts) => change((now) => ({ ...now, facts }))} />
      <Days body={body} today={today} put={(patch) => change((now) => ({ ...now, ...patch }))} />
      <p class="small muted">{words.valid_hint}</p>
    </fieldset>
  );
}

interface Dated {
  valid_from: string | null;
  valid_to: string | null;
  checked_on: string | null;
}

/** From when until when something holds, and when it was last checked. */
export function Days<B extends Dated>({
  body,
  put,
  today,
}: {
  body: B;
  put: (patch: Record<string, string | null>) => void;
  today: string;
}) {
  const { words } = useForm();
  const day = (name: keyof Dated) => (
    <Field field={name} label={words[`field_${name}`]}>
      {(control) => (
        <input
          {...control}
          type="date"
          name={name}
          value={body[name] ?? ''}
          onInput={(event) =>
            put({
              [name]:
                event.currentTarget.value || (name === 'checked_on' && typeof body[name] === 'string' ? '' : null),
            })
          }
        />
      )}
    </Field>
  );
  return (
    <div class="days">
      {day('valid_from')}
      {day('valid_to')}
      <div class="row">
        {day('checked_on')}
        <button type="button" class="btn" onClick={() => put({ checked_on: today })}>
          {words.today}
        </button>
      </div>
    </div>
  );
}
