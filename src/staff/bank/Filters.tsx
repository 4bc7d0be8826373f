import type { RefObject } from 'preact';
import { QUESTION_KINDS, STAGES } from '../../contract/content.ts';
import type { Areas } from '../../i18n/keys.ts';
import { FACT_STATES, type Filter, type Kind } from '../documents.ts';
import { name } from './Chips.tsx';
import { isOpen } from './filter.ts';

interface Props {
  kind: Kind;
  words: Areas['console_bank'];
  topics: Record<number, string>;
  filter: Filter;
  search: RefObject<HTMLInputElement>;
  change: (patch: Partial<Filter>) => void;
  clear: () => void;
}

/** Search as one types, and filters; what is chosen stands in the address. */
export function Filters({ kind, words, topics, filter, search, change, clear }: Props) {
  const choice = (field: keyof Filter & string, label: string, family: string, values: readonly string[]) => (
    <label class="stack tight" key={field}>
      <span class="small muted">{label}</span>
      <select
        name={field}
        value={(filter[field as keyof Filter] as string | undefined) ?? ''}
        onChange={(event) => change({ [field]: event.currentTarget.value || undefined })}
      >
        <option value="">{words.all}</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {family === 'kp' ? `${value} ${topics[Number(value)] ?? ''}` : name(words, family, value)}
          </option>
        ))}
      </select>
    </label>
  );
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
  const question = kind === 'question';
  return (
    <form
      class="filters no-print"
      role="search"
      aria-label={words.filters}
      onSubmit={(event) => event.preventDefault()}
    >
      <label class="stack tight find">
        <span class="small muted">{words.search}</span>
        <input
          ref={search}
          type="search"
          name="text"
          value={filter.text ?? ''}
          placeholder={question ? words.search_hint : words.search_fact_hint}
          maxLength={100}
          onInput={(event) => change({ text: event.currentTarget.value })}
        />
      </label>
      {choice('kp', words.kp, 'kp', Object.keys(topics))}
      {question && choice('stage', words.stage, 'stage', STAGES)}
      {question && choice('question_kind', words.kind, 'kind', QUESTION_KINDS)}
      {question
        ? choice('pool', words.pool, 'pool', ['practice', 'contest', 'monitoring'])
        : choice('pool', words.state, 'state', FACT_STATES)}
      {choice('status', words.status, 'status', ['draft', 'review', 'published', 'withdrawn'])}
      <span class="row flags">
        {flag('expiring', words.expiring)}
        {flag('mine', words.mine)}
      </span>
      {!isOpen(filter) && (
        <button type="button" class="btn quiet" onClick={clear}>
          {words.clear}
        </button>
      )}
    </form>
  );
}
