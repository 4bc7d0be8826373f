import type { StaffSession } from '../../contract/events.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useDesk } from '../shell/Console.tsx';
import type { Counts } from './calls.ts';
import type { EventWords } from './event.ts';

interface Props {
  words: EventWords;
  session: StaffSession;
  counts: Counts | null;
}

/** How many people have signed up, wait and were let in; tickets let in twice are shown, and counted once. */
export function CountsCard({ words, session, counts }: Props) {
  const { locale } = useDesk();
  const { places } = session;
  const rows: [keyof EventWords, number, of?: number][] = [];
  if (places) {
    rows.push(['count_taken', places.taken, places.capacity], ['count_waiting', places.waiting, places.may_wait]);
    if (places.helpers) rows.push(['count_helping', places.helping, places.helpers]);
  }
  if (counts) {
    rows.push(['count_scanned', counts.scanned], ['count_self', counts.self]);
    if (counts.helpers) rows.push(['count_helpers', counts.helpers]);
    if (counts.doubles) rows.push(['count_doubles', counts.doubles]);
    if (counts.strangers) rows.push(['count_strangers', counts.strangers]);
  }
  if (!rows.length) return null;
  return (
    <section class="card stack tight" aria-labelledby="counts-title">
      <h2 id="counts-title">{words.counts}</h2>
      <dl class="counts">
        {rows.map(([name, value, most]) => (
          <div key={name} data-count={name} data-value={value}>
            <dt>{words[name]}</dt>
            <dd class="num">
              {formatNumber(locale, value)}
              {most !== undefined && <span class="muted small"> / {formatNumber(locale, most)}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {!!counts?.doubles && <p class="small muted">{words.doubles_text}</p>}
    </section>
  );
}
