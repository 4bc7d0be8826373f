import type { Entry } from '../../contract/registers.ts';
import { formatMoment } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { FormerReport } from './calls.ts';
import type { EventWords } from './event.ts';
import { countText, figureText } from './figures.ts';
import { useTerms } from './useEvents.ts';

/** Every report of a date, the newest first: what was stated before stays in sight. */
export function FormerReports({ words, history }: { words: EventWords; history: readonly FormerReport[] }) {
  const { locale } = useDesk();
  const materials = useTerms('material');
  const teams = useTerms('team');
  const name = (terms: readonly Entry[], key: string) => {
    const title = terms.find((one) => one.key === key)?.title;
    return title?.[locale] || title?.['zh-Hans'] || key;
  };
  return (
    <section class="card stack tight" aria-labelledby="former-title">
      <h2 id="former-title">{words.former_reports}</h2>
      <ol class="former" data-testid="former">
        {history.map(({ at, by, body }) => (
          <li key={at}>
            <p>
              <b>{fill(words.report_by, { who: by, when: formatMoment(locale, at) })}</b>{' '}
              {body.held ? words.report_held : words.report_not_held}
              {body.held && <span class="num"> · {countText(words, locale, body.count)}</span>}
            </p>
            {body.materials.map((line) => (
              <p key={`${line.item} ${line.counter}`} class="small">
                {fill(words.handed_of, {
                  name: name(materials, line.item),
                  out: line.out,
                  handed: figureText(words, locale, { value: line.handed, qualifier: line.qualifier }),
                  back: line.back,
                })}
              </p>
            ))}
            {body.shifts.map((line) => (
              <p key={line.team} class="small">
                {fill(words.shift_of, { name: name(teams, line.team), people: line.people, minutes: line.minutes })}
              </p>
            ))}
            {body.note && <p class="small muted">{body.note}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
