import type { RefObject } from 'preact';
import type { Areas } from '../../i18n/keys.ts';
import { name } from '../bank/Chips.tsx';
import { isOpen } from '../bank/filter.ts';
import type { Filter } from '../documents.ts';
import type { RewardWords } from './words.ts';

interface Props {
  words: RewardWords;
  bank: Areas['console_bank'];
  filter: Filter;
  search: RefObject<HTMLInputElement>;
  change: (patch: Partial<Filter>) => void;
  clear: () => void;
}

/** Search and state of the list of gifts; what is chosen stands in the address. */
export function GiftFilters({ words, bank, filter, search, change, clear }: Props) {
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
          onInput={(event) => change({ text: event.currentTarget.value })}
        />
      </label>
      <label class="stack tight">
        <span class="small muted">{bank.status}</span>
        <select
          name="status"
          value={filter.status ?? ''}
          onChange={(event) => change({ status: event.currentTarget.value || undefined } as Partial<Filter>)}
        >
          <option value="">{bank.all}</option>
          {['draft', 'review', 'published', 'withdrawn'].map((value) => (
            <option key={value} value={value}>
              {name(bank, 'status', value)}
            </option>
          ))}
        </select>
      </label>
      <label class="row flag">
        <input
          type="checkbox"
          name="mine"
          checked={filter.mine ?? false}
          onChange={(event) => change({ mine: event.currentTarget.checked })}
        />
        {bank.mine}
      </label>
      {!isOpen(filter) && (
        <button type="button" class="btn quiet" onClick={clear}>
          {bank.clear}
        </button>
      )}
    </form>
  );
}
