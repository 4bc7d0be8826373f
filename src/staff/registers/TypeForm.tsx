import { useState } from 'preact/hooks';
import { FAMILIES, type RegisterType } from '../../contract/registers.ts';
import { useDesk } from '../shell/Console.tsx';
import { putType, type RegisterWords, type TypeCard } from './calls.ts';
import { FieldRows } from './FieldRows.tsx';
import { controlOf, Labelled } from './Labelled.tsx';
import { MeasureRows } from './MeasureRows.tsx';
import { tidyType } from './type.ts';
import { WordsInputs } from './WordsInputs.tsx';

interface Props {
  words: RegisterWords;
  problems: Record<string, string>;
  type: RegisterType;
  /** it is there already: its key stays */
  fixed: boolean;
  types: readonly TypeCard[];
  done: (key: string) => void;
}

/** A type with its fields and figures. What holds values already keeps its kind; the server says so. */
export function TypeForm({ words, problems, type, fixed, types, done }: Props) {
  const desk = useDesk();
  const [draft, setDraft] = useState<RegisterType>(() => {
    const { entries: _, ...own } = type as TypeCard;
    return own;
  });
  const [bad, setBad] = useState<{ field: string; rule: string }[]>([]);
  const [busy, setBusy] = useState(false);
  const put = (patch: Partial<RegisterType>) => setDraft((now) => ({ ...now, ...patch }));
  const say = (field: string) => {
    const found = bad.filter((one) => one.field === field || one.field.startsWith(`${field}.`));
    return found.map(({ rule }) => problems[`s_${rule}`] ?? rule).join(words.semicolon) || undefined;
  };
  const save = async () => {
    setBusy(true);
    try {
      const body = tidyType(draft);
      const { problems: found } = await putType(body);
      setBad(found);
      if (found.length === 0) {
        desk.say(words.type_saved);
        done(body.key);
      }
    } catch (error) {
      desk.fail(error);
    }
    setBusy(false);
  };
  return (
    <form
      class="stack type-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <fieldset class="card group" disabled={busy}>
        <legend>{words.type_about}</legend>
        <div class="fields">
          <Labelled label={words.type_key} of="type-key" hint={words.type_key_hint} bad={say('key')} required>
            <input
              {...controlOf('type-key', say('key'), words.type_key_hint)}
              type="text"
              name="type-key"
              autocomplete="off"
              maxLength={40}
              readOnly={fixed}
              value={draft.key}
              onInput={(event) => put({ key: event.currentTarget.value })}
            />
          </Labelled>
          <Labelled label={words.family} of="family">
            <select
              id="family"
              name="family"
              value={draft.family}
              onChange={(event) => put({ family: FAMILIES.find((one) => one === event.currentTarget.value) ?? 'list' })}
            >
              {FAMILIES.map((one) => (
                <option key={one} value={one}>
                  {words[`family_${one}`]}
                </option>
              ))}
            </select>
          </Labelled>
          <WordsInputs
            words={words}
            label={words.type_name}
            of="name"
            value={draft.name}
            bad={say('name')}
            put={(name) => put({ name })}
          />
          <WordsInputs
            words={words}
            label={words.unit}
            of="unit"
            value={draft.unit}
            bad={say('unit')}
            put={(unit) => put({ unit })}
          />
          <label class="row tight flag">
            <input
              type="checkbox"
              name="open"
              checked={draft.open}
              onChange={(event) => put({ open: event.currentTarget.checked })}
            />
            {words.open_hint}
          </label>
        </div>
      </fieldset>
      <FieldRows words={words} fields={draft.fields} types={types} say={say} put={(fields) => put({ fields })} />
      <MeasureRows words={words} measures={draft.measures} say={say} put={(measures) => put({ measures })} />
      {bad.length > 0 && (
        <p class="notice amber" role="alert">
          {words.type_bad} {say('fields')} {say('measures')}
        </p>
      )}
      <div class="row save">
        <button type="submit" class="btn main" disabled={busy}>
          {words.save_type}
        </button>
      </div>
    </form>
  );
}
