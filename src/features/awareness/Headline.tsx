import { IntervalLine } from '../../ui/charts.tsx';
import { type Quarter, rateOf, whyHidden } from './awareness.ts';
import type { Say } from './say.ts';

/** The rate of the quarter, large, with its interval, its effective sample, and definitions B and D beside it. */
export function Headline({ quarter, say }: { quarter: Quarter; say: Say }) {
  const { t } = say;
  const { items, threshold } = quarter.definition;
  const rate = rateOf(quarter.rates, 'C');
  const why = rate && whyHidden(rate);
  const shown = rate?.shown && rate.p !== undefined && rate.low !== undefined && rate.high !== undefined ? rate : null;
  const bounds = shown && { low: say.percent(shown.low!), high: say.percent(shown.high!) };
  const [whole, tail] = shown ? say.percent(shown.p!).split(/(?=\s?%)/) : [];
  return (
    <section class="card stack headline" aria-labelledby="rate">
      <div class="row between">
        <h2 id="rate">{t('awareness.rate')}</h2>
        <span class="muted small">{t('awareness.rate_of')}</span>
      </div>
      {shown && bounds ? (
        <>
          <div class="row">
            <p class="figure big">
              {whole}
              <small>{tail}</small>
            </p>
            <p class="muted num">
              {t('awareness.interval', bounds)}
              <br />
              {t('awareness.n_eff', { n: say.count(shown.n_eff ?? 0) })}
              <br />
              {t('awareness.n', { n: say.count(shown.n ?? 0) })}
            </p>
          </div>
          <IntervalLine
            share={shown.p!}
            low={shown.low!}
            high={shown.high!}
            title={t('awareness.figure_title', { p: say.percent(shown.p!), ...bounds, n: say.count(shown.n ?? 0) })}
          />
        </>
      ) : (
        <p class="notice">{t(`awareness.hidden_${why ?? 'few'}`)}</p>
      )}
      <p class="small">{t('awareness.measure_C_text', { items, threshold })}</p>
      <dl class="measures">
        {(['B', 'D'] as const).map((measure) => {
          const own = rateOf(quarter.rates, measure);
          const visible = own?.shown && own.p !== undefined;
          return (
            <div key={measure}>
              <dt>
                {t(`awareness.measure_${measure}`)}
                <span class="muted small">{t(`awareness.measure_${measure}_text`, { items, threshold })}</span>
              </dt>
              <dd class="num">
                <strong>{visible ? say.percent(own.p!) : '–'}</strong>
                <span class="muted small">
                  {visible
                    ? `${say.percent(own.low!)}–${say.percent(own.high!)}`
                    : t(`awareness.hidden_${(own && whyHidden(own)) ?? 'few'}`)}
                </span>
              </dd>
            </div>
          );
        })}
      </dl>
      {quarter.weights.warn && <p class="notice">{t('awareness.method_weight_warn')}</p>}
      <p class="muted small">
        {t('awareness.limits')} <a href="#method">{t('awareness.how')}</a>
      </p>
    </section>
  );
}
