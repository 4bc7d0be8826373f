import type { Entry } from '../../contract/registers.ts';
import { Field } from '../editor/Field.tsx';
import { useDesk } from '../shell/Console.tsx';
import { Checks } from './Checks.tsx';
import { AUDIENCES } from './event.ts';
import type { FormProps } from './form.ts';
import { useTerms } from './useEvents.ts';

/** What sort of event it is, in the words of the registers, and for whom. */
export function WhatFields({ words, body, change }: FormProps) {
  const { locale } = useDesk();
  const named = (terms: readonly Entry[]) =>
    terms.map(({ key, title }) => [key, title[locale] || title['zh-Hans'] || key] as const);
  const types = named(useTerms('event_type'));
  const campaigns = named(useTerms('campaign'));
  const lists = {
    entries: named(useTerms('six_entry')),
    topics: named(useTerms('topic')),
    spoken: named(useTerms('spoken')),
    audience: AUDIENCES.map((one) => [one, words[`audience_${one}`]] as const),
  };
  const choose = (field: 'type' | 'campaign', choices: typeof types, empty: string) => (
    <Field field={field} label={words[`field_${field}`]}>
      {(control) => (
        <select
          {...control}
          name={field}
          value={body[field] ?? ''}
          onChange={({ currentTarget: { value } }) =>
            change((now) => ({ ...now, [field]: value || (field === 'type' ? '' : null) }))
          }
        >
          <option value="">{empty}</option>
          {body[field] && !choices.some(([key]) => key === body[field]) && <option>{body[field]}</option>}
          {choices.map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  const checks = (field: keyof typeof lists) => (
    <Checks
      field={field}
      label={words[`field_${field}`]}
      choices={lists[field]}
      chosen={body[field]}
      put={(chosen) => change((now) => ({ ...now, [field]: chosen }))}
    />
  );
  return (
    <fieldset class="card group">
      <legend>{words.what}</legend>
      <div class="fields even">
        {choose('type', types, words.choose_type)}
        {choose('campaign', campaigns, words.no_campaign)}
      </div>
      {checks('entries')}
      {checks('topics')}
      {checks('audience')}
      {checks('spoken')}
      <Field field="size" label={words.field_size}>
        {(control) => (
          <select
            {...control}
            name="size"
            value={body.size}
            onChange={({ currentTarget }) =>
              change((now) => ({ ...now, size: currentTarget.value === 'large' ? 'large' : 'normal' }))
            }
          >
            <option value="normal">{words.size_normal}</option>
            <option value="large">{words.size_large}</option>
          </select>
        )}
      </Field>
    </fieldset>
  );
}
