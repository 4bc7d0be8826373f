import { useState } from 'preact/hooks';
import type { FieldDefinition } from '../../contract/registers.ts';
import type { Words } from '../../contract/trails.ts';
import { isUnclear } from '../../exercise/register/types.ts';
import { readPosition } from '../../exercise/register/values.ts';
import { PictureField } from '../editor/PictureField.tsx';
import { useDesk } from '../shell/Console.tsx';
import type { FieldProps } from './Common.tsx';
import type { EntryRow } from './calls.ts';
import { controlOf, Labelled } from './Labelled.tsx';
import { inWords } from './say.ts';

interface Props extends FieldProps {
  field: FieldDefinition;
  choices: Record<string, EntryRow[]>;
}

/** Long words take several lines. */
const LONG = 120;

/** A field of a type, by its kind. */
export function FieldControl({ words, draft, put, say, locale, field, choices }: Props) {
  const desk = useDesk();
  const { name, kind, required } = field;
  const value = draft.fields[name];
  const set = (next: unknown) => put({ fields: { ...draft.fields, [name]: next } });
  const bad = say(name);
  const id = `field-${name}`;
  const label = inWords(desk.locale, field.label);
  const options = field.of
    ? (choices[field.of] ?? []).map(({ key, title }) => ({ key, name: inWords(desk.locale, title) }))
    : (field.options ?? []).map((one) => ({ key: one.key, name: inWords(desk.locale, one.name) }));
  const wrap = (control: preact.ComponentChildren, more: { hint?: string; group?: boolean } = {}) => (
    <Labelled label={label} of={id} bad={bad} required={required} {...more}>
      {control}
    </Labelled>
  );
  const shared = { ...controlOf(id, bad), name };
  switch (kind) {
    case 'words': {
      const text = {
        ...shared,
        lang: locale,
        maxLength: field.most ?? 300,
        value: (value as Words | undefined)?.[locale] ?? '',
        onInput: ({ currentTarget }: { currentTarget: { value: string } }) =>
          set({ ...((value as Words) ?? {}), [locale]: currentTarget.value }),
      };
      return wrap((field.most ?? 300) > LONG ? <textarea {...text} rows={2} /> : <input {...text} type="text" />);
    }
    case 'choice':
      return wrap(
        <select {...shared} value={`${value ?? ''}`} onChange={(event) => set(event.currentTarget.value || null)}>
          <option value="">{words.choose}</option>
          {options.map((one) => (
            <option key={one.key} value={one.key}>
              {one.name}
            </option>
          ))}
        </select>,
      );
    case 'choices': {
      const chosen = (value ?? []) as string[];
      return wrap(
        <span class="ticks row" id={id}>
          {options.map((one) => (
            <label key={one.key} class="row tight">
              <input
                type="checkbox"
                name={name}
                value={one.key}
                checked={chosen.includes(one.key)}
                onChange={(event) =>
                  set(event.currentTarget.checked ? [...chosen, one.key] : chosen.filter((key) => key !== one.key))
                }
              />
              {one.name}
            </label>
          ))}
          {options.length === 0 && <span class="muted small">{words.no_choices}</span>}
        </span>,
        { group: true },
      );
    }
    case 'flag':
      return wrap(
        <select
          {...shared}
          value={value === undefined || value === null ? '' : value ? 'yes' : 'no'}
          onChange={({ currentTarget }) => set(currentTarget.value === '' ? null : currentTarget.value === 'yes')}
        >
          <option value="">{words.unsaid}</option>
          <option value="yes">{words.yes}</option>
          <option value="no">{words.no}</option>
        </select>,
      );
    case 'media':
      return wrap(<PictureField hash={`${value ?? ''}`} put={set} />, { group: true });
    case 'position':
      return wrap(
        <PositionInput control={shared} value={value as [number, number] | undefined} put={set} words={words} />,
        {
          hint: words.position_hint,
        },
      );
    default:
      return wrap(
        <input
          {...shared}
          type={kind === 'day' ? 'date' : kind === 'number' ? 'number' : kind === 'link' ? 'url' : 'text'}
          {...(kind === 'number'
            ? { min: 0, step: 'any', ...(field.most ? { max: field.most } : {}) }
            : { maxLength: kind === 'link' ? 500 : (field.most ?? 200) })}
          value={`${value ?? ''}`}
          onInput={({ currentTarget }) =>
            set(
              currentTarget.value === '' ? null : kind === 'number' ? Number(currentTarget.value) : currentTarget.value,
            )
          }
        />,
      );
  }
}

/** Longitude and latitude in one field, as maps copy them. */
function PositionInput(props: {
  control: object;
  value: [number, number] | undefined;
  put: (value: [number, number] | null) => void;
  words: FieldProps['words'];
}) {
  const [text, setText] = useState(props.value?.join(', ') ?? '');
  const read = text.trim() ? readPosition(text) : null;
  return (
    <>
      <input
        {...props.control}
        type="text"
        inputMode="decimal"
        autocomplete="off"
        maxLength={60}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          const next = currentTarget.value.trim() ? readPosition(currentTarget.value) : null;
          if (!isUnclear(next)) props.put(next);
        }}
      />
      {isUnclear(read) && <span class="small unread">{props.words.position_wrong}</span>}
    </>
  );
}
