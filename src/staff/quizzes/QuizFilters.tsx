import type { RefObject } from 'preact';
import type { Areas } from '../../i18n/keys.ts';
import { name } from '../bank/Chips.tsx';
import { isOpen } from '../bank/filter.ts';
import type { Filter } from '../documents.ts';
import { PURPOSES, type QuizWords } from './quiz.ts';

interface Props {
  words: QuizWords;
  bank: Areas['console_bank'];
  filter: Filter;
  search: RefObject<HTMLInputElement>;
  change: (patch: Partial<Filter>) => void;
  clear: () => void;
}

/** Search and filters of the list of quizzes; what is chosen stands in the address. */
export function QuizFilters({ words, bank, filter, search, change, clear }: Props) {
  const choice = (field: 'pool' | 'status', label: string, family: string, values: readonly string[]) => (
    <label class="stack tight">
      <span class="small muted">{label}</span>
      <select
        name={field}
        value={filter[field] ?? ''}
        onChange={(event) => change({ [field]: event.currentTarget.value || undefined })}
      >
        <option value="">{bank.all}</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {name(bank, family, value)}
          </option>
        ))}
      </select>
    </label>
  );
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
      {choice('pool', words.field_purpose, 'pool', PURPOSES)}
      {choice('status', bank.status, 'status', ['draft', 'review', 'published', 'withdrawn'])}
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
