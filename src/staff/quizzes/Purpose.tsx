import type { ComponentChildren } from 'preact';
import type { Areas } from '../../i18n/keys.ts';
import { name } from '../bank/Chips.tsx';
import { Field } from '../editor/Field.tsx';
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
      <div class="purposes" role="radiogroup" aria-label={words.what_for}>
        {PURPOSES.map((purpose) => (
          <label key={purpose} class={body.purpose === purpose ? 'purpose taken' : 'purpose'}>
            <span class="row">
              <input
                type="radio"
                name="purpose"
                aria-labelledby={`purpose-${purpose}`}
                aria-describedby={`about-${purpose}`}
                value={purpose}
                checked={body.purpose === purpose}
                disabled={fixed && body.purpose !== purpose}
                onChange={() => change((now) => withPurpose(now, purpose))}
              />
              <strong id={`purpose-${purpose}`}>{name(bank, 'pool', purpose)}</strong>
            </span>
            <span class="small muted" id={`about-${purpose}`}>
              {words[`about_${purpose}`]}
            </span>
          </label>
        ))}
      </div>
      {fixed && <p class="small muted">{words.purpose_fixed}</p>}
      <div class="fields">
        {body.purpose === 'practice' && (
          <Field field="kp" label={words.asks_about}>
            {(control) => (
              <select
                {...control}
                name="kp"
                value={body.kp ?? ''}
                onChange={(event) => put({ kp: readCount(event.currentTarget.value) })}
              >
                <option value="">{words.all_topics}</option>
                {Object.entries(topics).map(([code, topic]) => (
                  <option key={code} value={code}>
                    {code} {topic}
                  </option>
                ))}
              </select>
            )}
          </Field>
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

/** The address of a quiz that was never saved; left empty, one is made. */
export function SlugField({ words, slug, put }: { words: QuizWords; slug: string; put: (slug: string) => void }) {
  return (
    <Field field="slug" label={words.field_slug} hint={words.slug_hint}>
      {(control) => (
        <input
          {...control}
          type="text"
          name="slug"
          maxLength={40}
          autocapitalize="none"
          autocomplete="off"
          spellcheck={false}
          placeholder="june-2026"
          value={slug}
          onInput={(event) => put(event.currentTarget.value.trim().toLowerCase())}
        />
      )}
    </Field>
  );
}
