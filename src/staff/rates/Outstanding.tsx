import { formatNumber } from '../../i18n/format.ts';
import { today } from '../exchange/save.ts';
import { schoolYear } from '../schools/places.ts';
import { useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import { outstanding } from './rates.ts';
import type { View } from './view.tsx';

/** null: nobody knows without a signed roster */
type Line = [label: string, value: number | null, href?: string | undefined];

/** Who still stands out, as numbers. Which seats they are is seen on the teacher's page only. */
export function Outstanding({ words, locale, prefix, rates }: View) {
  const { me } = useDesk();
  const { total, place, year } = rates;
  const out = outstanding(total);
  const number = (value: number | null) => (value === null ? '–' : formatNumber(locale, value));
  // the register knows this year only
  const linked = may(me, 'schools.manage') && place.level !== 'school' && year === schoolYear(today());
  const register = (show: string) => (linked ? `${prefix}/staff/schools?place=${place.code}&show=${show}` : undefined);
  const schools: Line[] = [
    [words.out_schools, total.schools > 0 ? out.schools : null, register('none')],
    [words.out_idle, total.schools_idle, register('idle')],
  ];
  const lines: Line[] = [
    ...(place.level === 'school' ? [] : schools),
    [words.out_unregistered, total.pupils > 0 ? out.unregistered : null],
    [words.out_not_begun, out.not_begun],
    [words.out_not_done, out.not_done],
  ];
  return (
    <section class="stack tight" aria-labelledby="outstanding">
      <h2 id="outstanding">{words.outstanding}</h2>
      <dl class="counts" data-testid="outstanding">
        {lines.map(([label, value, href]) => (
          <div key={label}>
            <dt class="muted small">{label}</dt>
            <dd class="num">{href && value ? <a href={href}>{number(value)}</a> : number(value)}</dd>
          </div>
        ))}
      </dl>
      <p class="muted small">{words.outstanding_note}</p>
    </section>
  );
}
