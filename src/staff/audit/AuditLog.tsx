import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../shell/Console.tsx';
import {
  ACTS,
  type AuditFilter,
  type AuditRow,
  type AuditWords,
  askAudit,
  KINDS,
  readFilter,
  tellAct,
  whereOf,
  writeFilter,
} from './acts.ts';
import { LogTable } from './LogTable.tsx';
import { useLog } from './useLog.ts';

interface Props {
  words: AuditWords;
  /** names of places by code */
  places: Record<string, string>;
}

/** What staff did, in words, with search and filters. */
export function AuditLog({ words, places }: Props) {
  const desk = useDesk();
  const [filter, setFilter] = useState<AuditFilter>(() => readFilter(location.search));
  const ask = useCallback((after: number | null) => askAudit(filter, after), [filter]);
  const { log, more } = useLog<AuditRow>(ask);
  const search = useRef<HTMLInputElement>(null);
  const table = words as Record<string, string>;
  const roleName = (role: string) => (desk.words as Record<string, string>)[`role_${role}`] ?? role;
  const change = (patch: AuditFilter) => setFilter((now) => readFilter(writeFilter({ ...now, ...patch })));
  useEffect(() => {
    history.replaceState(null, '', location.pathname + writeFilter(filter) + location.hash);
  }, [filter]);
  const choice = (name: 'act' | 'kind', label: string, all: readonly string[]) => (
    <label class="stack tight">
      <span class="small muted">{label}</span>
      <select
        name={name}
        value={filter[name] ?? ''}
        onChange={(event) => change({ [name]: event.currentTarget.value })}
      >
        <option value="">{words.any}</option>
        {all.map((one) => (
          <option key={one} value={one}>
            {table[`${name}_${one}`] ?? one}
          </option>
        ))}
      </select>
    </label>
  );
  const day = (name: 'from' | 'to', label: string) => (
    <label class="stack tight">
      <span class="small muted">{label}</span>
      <input
        type="date"
        name={name}
        value={filter[name] ?? ''}
        onChange={(event) => change({ [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <>
      <form
        class="log-filters no-print"
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
            placeholder={words.search_hint}
            maxLength={100}
            value={filter.text ?? ''}
            onInput={(event) => change({ text: event.currentTarget.value })}
          />
        </label>
        {choice('act', words.act, ACTS)}
        {choice('kind', words.kind, KINDS)}
        {day('from', words.from)}
        {day('to', words.to)}
        {writeFilter(filter) && (
          <button type="button" class="btn quiet" onClick={() => setFilter({})}>
            {words.clear}
          </button>
        )}
      </form>
      <LogTable
        words={words}
        caption={words.acts}
        heads={[words.what, words.place]}
        log={log}
        more={more}
        empty={
          writeFilter(filter)
            ? { title: words.none, text: words.none_text }
            : { title: words.empty, text: words.empty_text }
        }
        cells={(row) => {
          const where = whereOf(row);
          const text = tellAct(words, row, roleName);
          return [
            <>
              {where ? <a href={desk.prefix + where}>{text}</a> : text}
              {typeof row.detail.note === 'string' && <span class="note muted">{row.detail.note}</span>}
            </>,
            row.place ? (places[row.place] ?? row.place) : <span class="muted">–</span>,
          ];
        }}
      />
    </>
  );
}
