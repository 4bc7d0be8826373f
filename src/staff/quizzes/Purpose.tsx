import type { ComponentChildren } from 'preact';
import type { Areas } from '../../i18n/keys.ts';
import { name } from '../bank/Chips.tsx';
import { Field } from '../editor/Field.tsx';
import { Kinds } from '../editor/Kinds.tsx';
import { TopicField } from '../editor/TopicField.tsx';
import { MOST, PURPOSES, type QuizBody, type QuizWords, readCount, withPurpose } from './quiz.ts';

interface Props {
  words: QuizWords;
  bank: Areas['console_bank'];
  topics: Record<number, string>;
  body: QuizBody;
  change: (next: (body: QuizBody) => QuizBody) => void;
  /** it was live once: people have answered it as what it was */
  fixed: boolean;
  /** further fields */
  children?: ComponentChildren;
}

/** What a quiz is for; for practice, what it asks about. */
export function Purpose({ words, bank, topics, body, change, fixed, children }: Props) {
  const put = (patch: Partial<QuizBody>) => change((now) => ({ ...now, ...patch }));
  return (
    <fieldset class="card group">
      <legend>{words.what_for}</legend>
      <Kinds
        name="purpose"
        label={words.what_for}
        kinds={PURPOSES.map((value) => ({
          value,
          title: name(bank, 'pool', value),
          about: words[`about_${value}`],
        }))}
        chosen={body.purpose}
        fixed={fixed}
        pick={(purpose) => change((now) => withPurpose(now, purpose))}
      />
      {fixed && <p class="small muted">{words.purpose_fixed}</p>}
      <div class="fields">
        {body.purpose === 'practice' && (
          <TopicField
            label={words.asks_about}
            topics={topics}
            kp={body.kp}
            none={words.all_topics}
            put={(kp) => put({ kp: kp || null })}
          />
        )}
        <Field field="position" label={words.field_position} hint={words.position_hint}>
          {(control) => (
            <input
              {...control}
              type="number"
              name="position"
              min={0}
              max={MOST.position}
              value={body.position ?? ''}
              onInput={(event) => put({ position: readCount(event.currentTarget.value) })}
            />
          )}
        </Field>
        {children}
      </div>
    </fieldset>
  );
}
