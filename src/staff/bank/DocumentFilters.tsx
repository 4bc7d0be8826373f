import type { RefObject } from 'preact';
import type { Areas } from '../../i18n/keys.ts';
import type { Filter } from '../documents.ts';
import { name } from './Chips.tsx';
import { isOpen } from './filter.ts';

/** A filter by one of a few values, each with its words. */
export interface Choice {
  field: 'kp' | 'stage' | 'question_kind' | 'pool';
  label: string;
  values: readonly (readonly [value: string, text: string])[];
}

interface Props {
  bank: Areas['console_bank'];
  hint: string;
  choices: readonly Choice[];
  /** whether what they hold can run out */
  expiring?: boolean;
  filter: Filter;
  search: RefObject<HTMLInputElement>;
  change: (patch: Partial<Filter>) => void;
  clear: () => void;
}

/** Search and filters of a list of documents; what is chosen stands in the address. */
export function DocumentFilters({ bank, hint, choices, expiring, filter, search, change, clear }: Props) {
  const status = {
    field: 'status' as const,
    label: bank.status,
    values: (['draft', 'review', 'published', 'withdrawn'] as const).map(
      (one) => [one, name(bank, 'status', one)] as const,
    ),
  };
  const flag = (field: 'expiring' | 'mine', label: string) => (
    <label class="row flag">
      <input
        type="checkbox"
        name={field}
        checked={filter[field] ?? false}
        onChange={(event) => change({ [field]: event.currentTarget.checked })}
      />
      {label}
    </label>
  );
  return (
    <form class="filters no-print" role="search" aria-label={bank.filters} onSubmit={(event) => event.preventDefault()}>
      <label class="stack tight find">
        <span class="small muted">{bank.search}</span>
        <input
          ref={search}
          type="search"
          name="text"
          value={filter.text ?? ''}
          placeholder={hint}
          maxLength={100}
          onInput={(event) => change({ text: event.currentTarget.value })}
        />
      </label>
      {[...choices, status].map(({ field, label, values }) => (
        <label class="stack tight" key={field}>
          <span class="small muted">{label}</span>
          <select
            name={field}
            value={filter[field] ?? ''}
            onChange={(event) => change({ [field]: event.currentTarget.value || undefined })}
          >
            <option value="">{bank.all}</option>
            {values.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
      ))}
      <span class="row flags">
        {expiring && flag('expiring', bank.expiring)}
        {flag('mine', bank.mine)}
      </span>
      {!isOpen(filter) && (
        <button type="button" class="btn quiet" onClick={clear}>
          {bank.clear}
        </button>
      )}
    </form>
  );
}
