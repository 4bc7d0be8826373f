import type { GameKind } from '../../contract/trails.ts';
import { Field } from '../editor/Field.tsx';
import { GAME_KINDS } from './game.ts';
import type { FormProps } from './Texts.tsx';

interface Props extends FormProps {
  topics: Record<number, string>;
  /** it was live once: what phones have played stays what it was */
  fixed: boolean;
  /** the key that a new game asks for; null when it has one */
  slug: string | null;
  putSlug: (slug: string) => void;
  again: (kind: GameKind) => void;
}

/** What is played, and what it teaches. */
export function About({ words, body, change, topics, fixed, slug, putSlug, again }: Props) {
  return (
    <fieldset class="card group">
      <legend>{words.basics}</legend>
      <div class="kinds" role="radiogroup" aria-label={words.field_kind}>
        {GAME_KINDS.map((kind) => (
          <label key={kind} class={body.kind === kind ? 'kind taken' : 'kind'}>
            <span class="row">
              <input
                type="radio"
                name="kind"
                value={kind}
                aria-labelledby={`kind-${kind}`}
                aria-describedby={`about-${kind}`}
                checked={body.kind === kind}
                disabled={(fixed || slug === null) && body.kind !== kind}
                onChange={() => again(kind)}
              />
              <strong id={`kind-${kind}`}>{words[`kind_${kind}`]}</strong>
            </span>
            <span class="small muted" id={`about-${kind}`}>
              {words[`about_${kind}`]}
            </span>
          </label>
        ))}
      </div>
      {slug === null && <p class="small muted">{words.kind_fixed}</p>}
      <div class="fields">
        <Field field="kp" label={words.field_kp}>
          {(control) => (
            <select
              {...control}
              name="kp"
              value={body.kp}
              onChange={(event) => {
                const kp = Number(event.currentTarget.value);
                change((now) => ({ ...now, kp }));
              }}
            >
              {Object.entries(topics).map(([code, topic]) => (
                <option key={code} value={code}>
                  {code} {topic}
                </option>
              ))}
            </select>
          )}
        </Field>
        {slug !== null && (
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
                placeholder="spot-disguise"
                value={slug}
                onInput={(event) => putSlug(event.currentTarget.value.trim().toLowerCase())}
              />
            )}
          </Field>
        )}
      </div>
    </fieldset>
  );
}
