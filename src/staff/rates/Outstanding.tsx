import { formatNumber } from '../../i18n/format.ts';
import { useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import { outstanding } from './rates.ts';
import type { View } from './view.tsx';

/** Who still stands out, as numbers. Which seats they are is seen on the teacher's page only. */
export function Outstanding({ words, locale, prefix, rates }: View) {
  const { me } = useDesk();
  const { total, place } = rates;
  const out = outstanding(total);
  const linked = may(me, 'schools.manage') && place.level !== 'school';
  const register = (show: string) => (linked ? `${prefix}/staff/schools?place=${place.code}&show=${show}` : undefined);
  const lines: [label: string, value: number, href?: string | undefined][] = [
    [words.out_schools, out.schools, register('none')],
    [words.out_idle, total.schools_idle, register('idle')],
    [words.out_unregistered, out.unregistered],
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
            <dd class="num">
              {href && value > 0 ? <a href={href}>{formatNumber(locale, value)}</a> : formatNumber(locale, value)}
            </dd>
          </div>
        ))}
      </dl>
      <p class="muted small">{words.outstanding_note}</p>
    </section>
  );
}
