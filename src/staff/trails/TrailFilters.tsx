import type { RefObject } from 'preact';
import type { Areas } from '../../i18n/keys.ts';
import { isOpen } from '../bank/filter.ts';
import type { Filter } from '../documents.ts';
import type { TrailWords } from './trail.ts';

interface Props {
  words: TrailWords;
  bank: Areas['console_bank'];
  filter: Filter;
  search: RefObject<HTMLInputElement>;
  change: (patch: Partial<Filter>) => void;
  clear: () => void;
}

const STATES = ['draft', 'review', 'published', 'withdrawn'] as const;

/** Search and state; what is chosen stands in the address. */
export function TrailFilters({ words, bank, filter, search, change, clear }: Props) {
  return (
    <form class="filters" role="search" aria-label={bank.filters} onSubmit={(event) => event.preventDefault()}>
      <label class="stack tight find">
        <span class="small muted">{bank.search}</span>
        <input
          ref={search}
          type="search"
          name="text"
          value={filter.text ?? ''}
          placeholder={words.search_hint}
          maxLength={100}
          onInput={({ currentTarget }) => change({ text: currentTarget.value })}
        />
      </label>
      <label class="stack tight">
        <span class="small muted">{bank.status}</span>
        <select
          name="status"
          value={filter.status ?? ''}
          onChange={({ currentTarget }) => change({ status: currentTarget.value })}
        >
          <option value="">{bank.all}</option>
          {STATES.map((state) => (
            <option key={state} value={state}>
              {bank[`status_${state}`]}
            </option>
          ))}
        </select>
      </label>
      {!isOpen(filter) && (
        <button type="button" class="btn quiet" onClick={clear}>
          {bank.clear}
        </button>
      )}
    </form>
  );
}
