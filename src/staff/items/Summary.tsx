import { formatDate, formatNumber } from '../../i18n/format.ts';
import { band, type ItemAnalysis, say } from './items.ts';
import type { View } from './view.ts';

/** The form as a whole: how many attempts, how right they are, how reliable it measures. */
export function Summary({ report, view }: { report: ItemAnalysis; view: View }) {
  const { words, locale } = view;
  const { purpose, n, k, mean, sd, kr20, kr20_left_out: left } = report;
  const version = report.form.split('@')[1];
  const figure = (value: number | null, digits: number) => (value === null ? '–' : formatNumber(locale, value, digits));
  return (
    <section class="card stack tight" aria-labelledby="items-summary">
      <h2 id="items-summary">
        {say(report.title, locale)}
        {version && ` V${version}`}
        <span class="muted days">
          {formatDate(locale, report.from)} – {formatDate(locale, report.to)}
        </span>
      </h2>
      <dl class="totals">
        <Total label={purpose === 'practice' ? words.n_persons : words.n} value={figure(n, 0)} name="n" />
        {purpose !== 'practice' && (
          <>
            <Total label={words.k} value={figure(k, 0)} name="k" />
            <Total label={words.mean} value={figure(mean, 2)} name="mean" />
            <Total label={words.sd} value={figure(sd, 2)} name="sd" />
          </>
        )}
        <Total
          label={words.kr20}
          value={kr20 === null ? '–' : figure(kr20, 2)}
          note={kr20 === null ? left && words[`left_${left}`] : words[`kr20_${band(kr20)}`]}
          name="kr20"
        />
      </dl>
    </section>
  );
}

function Total({ label, value, note, name }: { label: string; value: string; note?: string | null; name: string }) {
  return (
    <div>
      <dt class="muted">{label}</dt>
      <dd>
        <span class="figure num" data-testid={`items-${name}`}>
          {value}
        </span>{' '}
        {note && <span class="muted">{note}</span>}
      </dd>
    </div>
  );
}
