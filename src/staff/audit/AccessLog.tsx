import { formatNumber } from '../../i18n/format.ts';
import { useDesk } from '../shell/Console.tsx';
import { type AccessRow, type AuditWords, askAccess, tellAccess } from './acts.ts';
import { LogTable } from './LogTable.tsx';
import { useLog } from './useLog.ts';

/** Who among staff read rows that belong to participants, and how many. */
export function AccessLog({ words, places }: { words: AuditWords; places: Record<string, string> }) {
  const { locale } = useDesk();
  const { log, more } = useLog<AccessRow>(askAccess);
  return (
    <>
      <p class="muted">{words.access_text}</p>
      <LogTable
        words={words}
        caption={words.access}
        heads={[words.read, words.rows, words.place]}
        log={log}
        more={more}
        empty={{ title: words.access_empty, text: words.access_empty_text }}
        cells={(row) => [
          tellAccess(words, row.what),
          <span class="num" key="rows">
            {formatNumber(locale, row.rows)}
          </span>,
          row.place ? (places[row.place] ?? row.place) : <span class="muted">–</span>,
        ]}
      />
    </>
  );
}
