import type { Areas } from '../../i18n/keys.ts';
import type { Row } from '../documents.ts';

type Words = Areas['console_bank'];

/** Where a document stands: its state, and whether what is live is older than what was last saved. */
export function StatusChips({ row, words }: { row: Row; words: Words }) {
  const changed = row.live && row.live_revision !== row.head;
  return (
    <span class="states">
      <span class={`state ${row.status}`} data-status={row.status}>
        {row.returned ? words.returned : words[`status_${row.status}`]}
      </span>
      {changed && <span class="state changed">{words.changed}</span>}
    </span>
  );
}

/** A word of the bank for a value that the database names; the value itself where there is none. */
export function name(words: Words, family: string, value: string | null | undefined): string {
  return value ? ((words as Record<string, string>)[`${family}_${value}`] ?? value) : '–';
}
