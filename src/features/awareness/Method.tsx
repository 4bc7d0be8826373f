import type { Quarter } from './awareness.ts';
import type { Say } from './say.ts';

/** How the figures are worked out, in words: the page's most honest part. */
export function Method({ quarter, say }: { quarter: Quarter; say: Say }) {
  const { t } = say;
  const { definition, disclosed, weights } = quarter;
  const { population, age_source } = definition.denominators;
  const hideable = (count: number | null) => (count === null ? t('awareness.hidden_count') : say.count(count));
  return (
    <section class="card stack method" id="method" aria-labelledby="method-title">
      <h2 id="method-title">{t('awareness.method')}</h2>
      <dl>
        <dt>{t('awareness.method_what')}</dt>
        <dd>{t('awareness.method_what_text')}</dd>
        <dt>{t('awareness.method_weight')}</dt>
        <dd>
          {t('awareness.method_weight_text')}{' '}
          {weights.deff !== null &&
            t('awareness.method_weight_now', {
              strata: weights.strata,
              deff: weights.deff.toFixed(2),
              max: (weights.max_weight ?? 1).toFixed(1),
            })}
        </dd>
        <dt>{t('awareness.method_interval')}</dt>
        <dd>{t('awareness.method_interval_text')}</dd>
        <dt>{t('awareness.method_hide')}</dt>
        <dd>{t('awareness.method_hide_text')}</dd>
        <dt>{t('awareness.method_out')}</dt>
        <dd>
          {t('awareness.method_out_text', {
            seconds: definition.min_ms_per_item / 1000,
            fast: hideable(disclosed.fast),
            unplaced: hideable(disclosed.unplaced),
          })}
        </dd>
        <dt>{t('awareness.method_base')}</dt>
        <dd>
          {(population ?? []).map((base) =>
            t('awareness.method_base_text', {
              source: base.source,
              on: say.date(base.on),
              districts: base.districts,
              total: say.count(base.total),
            }),
          )}{' '}
          {age_source && t('awareness.method_age_text', { source: age_source })}
        </dd>
        <dt>{t('awareness.method_cannot')}</dt>
        <dd>{t('awareness.limits')}</dd>
      </dl>
    </section>
  );
}
