import { FIELD_KINDS, type FieldDefinition } from '../../contract/registers.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { RegisterWords, TypeCard } from './calls.ts';
import { inWords } from './say.ts';
import { newField, optionsText, readOptions, withKind } from './type.ts';
import { WordsInputs } from './WordsInputs.tsx';

interface Props {
  words: RegisterWords;
  fields: FieldDefinition[];
  types: readonly TypeCard[];
  say: (field: string) => string | undefined;
  put: (fields: FieldDefinition[]) => void;
}

/** The fields of a type, one after the other. */
export function FieldRows({ words, fields, types, say, put }: Props) {
  const { locale } = useDesk();
  const change = (at: number, next: FieldDefinition) => put(fields.map((field, i) => (i === at ? next : field)));
  return (
    <section class="stack" aria-labelledby="type-fields">
      <h2 id="type-fields">{words.fields}</h2>
      {fields.map((field, i) => {
        const n = i + 1;
        const choosing = field.kind === 'choice' || field.kind === 'choices';
        return (
          <fieldset key={i} class="card group part" data-part={field.name}>
            <legend>{fill(words.field_n, { n, name: inWords(locale, field.label) || field.name })}</legend>
            <div class="fields">
              <WordsInputs
                words={words}
                label={words.label}
                of={`fields.${i}.label`}
                value={field.label}
                bad={say(`fields.${i}`)}
                put={(label) => change(i, { ...field, label })}
              />
              <label class="field">
                <span class="label">{words.field_name}</span>
                <input
                  type="text"
                  name={`fields.${i}.name`}
                  autocomplete="off"
                  maxLength={40}
                  value={field.name}
                  onInput={(event) => change(i, { ...field, name: event.currentTarget.value })}
                />
              </label>
              <label class="field">
                <span class="label">{words.kind}</span>
                <select
                  name={`fields.${i}.kind`}
                  value={field.kind}
                  onChange={(event) => change(i, withKind(field, event.currentTarget.value))}
                >
                  {FIELD_KINDS.map((kind) => (
                    <option key={kind} value={kind}>
                      {words[`kind_${kind}`]}
                    </option>
                  ))}
                </select>
              </label>
              {choosing && (
                <label class="field">
                  <span class="label">{words.choose_from}</span>
                  <select
                    name={`fields.${i}.of`}
                    value={field.of ?? ''}
                    onChange={({ currentTarget }) => {
                      const { of: _, options: __, ...rest } = field;
                      change(i, currentTarget.value ? { ...rest, of: currentTarget.value } : { ...rest, options: [] });
                    }}
                  >
                    <option value="">{words.own_options}</option>
                    {types.map((type) => (
                      <option key={type.key} value={type.key}>
                        {inWords(locale, type.name)}
                      </option>
                    ))}
                  </select>
                </label>
              )}
              {choosing && !field.of && (
                <label class="field">
                  <span class="label">{words.options}</span>
                  <textarea
                    name={`fields.${i}.options`}
                    rows={3}
                    placeholder={words.options_hint}
                    defaultValue={optionsText(field.options ?? [])}
                    onChange={(event) =>
                      change(i, { ...field, options: readOptions(event.currentTarget.value, field.options ?? []) })
                    }
                  />
                </label>
              )}
              <span class="row">
                <label class="row tight flag">
                  <input
                    type="checkbox"
                    name={`fields.${i}.required`}
                    checked={field.required}
                    onChange={(event) => change(i, { ...field, required: event.currentTarget.checked })}
                  />
                  {words.required}
                </label>
                <button
                  type="button"
                  class="btn quiet"
                  aria-label={fill(words.drop_part, { n })}
                  onClick={() => put(fields.filter((_, at) => at !== i))}
                >
                  {words.drop}
                </button>
              </span>
            </div>
          </fieldset>
        );
      })}
      <p>
        <button type="button" class="btn" onClick={() => put([...fields, newField()])}>
          {words.add_field}
        </button>
      </p>
    </section>
  );
}
