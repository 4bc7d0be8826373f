import { rateOf, type Slice, slice, whyHidden } from '../features/awareness/awareness.ts';
import { type LiveAwareness, type LiveForm, type LiveRate, unevenWeights } from '../features/awareness/live.ts';
import { formatDate, formatNumber, formatPercent } from '../i18n/format.ts';
import type { Locale } from '../i18n/locale.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { fill } from '../ui/fill.ts';
import type { Namer } from './names.ts';
import type { StaffWords } from './words.ts';

interface Props {
  awareness: LiveAwareness;
  words: StaffWords;
  locale: Locale;
  name: Namer;
}

/** Awareness rates of the quarter, one card per version of the form. */
export function LiveRates({ awareness, words, locale, name }: Props) {
  return (
    <section class="card stack" aria-labelledby="live-rates">
      <h2 id="live-rates">
        {words.awareness} · {awareness.period}
      </h2>
      {awareness.forms.length === 0 && <p class="muted">{words.no_form}</p>}
      {awareness.forms.map((form) => (
        <Form key={form.definition.version} form={form} words={words} locale={locale} name={name} />
      ))}
    </section>
  );
}

function Form({ form, words, locale, name }: { form: LiveForm } & Omit<Props, 'awareness'>) {
  const { definition, disclosed } = form;
  const { form: slug, version, items, threshold } = definition;
  const { population, age_source } = definition.denominators;
  const percent = (share: number | undefined) => (share === undefined ? '–' : formatPercent(locale, share));
  const figure = (value: number | undefined, digits = 0) =>
    value === undefined ? '–' : formatNumber(locale, value, digits);
  const decision = (rate: LiveRate) => {
    const why = whyHidden(rate);
    if (why) return words[why];
    return rate.flags?.length ? words.ok_review : words.ok;
  };
  const columns = ['measure', 'rate', 'interval', 'crude', 'n', 'n_all', 'n_eff', 'deff', 'decision'] as const;
  const table = (caption: string, column: string, of: Slice) => (
    <DataTable
      caption={`${words.awareness} V${version} · ${caption}`}
      columns={[
        { label: column },
        ...columns.map((key) => ({ label: words[key], num: key !== 'measure' && key !== 'decision' })),
      ]}
      rows={(slice(form.rates, of) as LiveRate[]).map((rate) => [
        of === 'all' ? words.all : name(of, rate.key),
        words[`measure_${rate.measure}`],
        percent(rate.p),
        rate.shown ? `${percent(rate.low)}–${percent(rate.high)}` : '–',
        percent(rate.crude),
        figure(rate.n ?? 0),
        figure(rate.n_all),
        figure(rate.n_eff),
        figure(rate.deff, 2),
        decision(rate),
      ])}
    />
  );
  return (
    <div class="stack">
      <p>
        {fill(words.form, { form: slug, version, items, threshold })}{' '}
        <span class="muted">{fill(words.disclosed, { ...disclosed })}</span>
      </p>
      {unevenWeights(rateOf(form.rates, 'C') as LiveRate | undefined) && <p class="notice amber">{words.uneven}</p>}
      <div class="stack">
        {table(words.all, words.all, 'all')}
        {table(words.by_district, words.district, 'district')}
        {table(words.by_age, words.age, 'age_band')}
        {table(words.by_kp, words.kp, 'kp')}
      </div>
      {population?.map((base) => (
        <p key={base.on} class="muted">
          {fill(words.base, { source: base.source, on: formatDate(locale, base.on), age: age_source ?? '–' })}
        </p>
      ))}
    </div>
  );
}
