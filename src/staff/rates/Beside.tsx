import { HOW } from '../../contract/courses.ts';
import { formatNumber } from '../../i18n/format.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { fill } from '../../ui/fill.ts';
import { meanHours, type RateName, rate, ratesOf } from './rates.ts';
import { Bar, countOf, RateCell, shown, type View } from './view.tsx';

const RESULTS = ['pass', 'excellent', 'perfect'] as const satisfies readonly RateName[];

/** R5: what those who handed in a contest made of it. */
export function Contest({ words, locale, rates: { total } }: View) {
  const all = ratesOf(total);
  const mean = total.contest_total > 0 ? (total.contest_correct / total.contest_total) * 100 : null;
  return (
    <section class="card stack" aria-labelledby="contest">
      <h2 id="contest">{words.contest}</h2>
      {mean === null ? (
        <p class="muted">{words.no_contest}</p>
      ) : (
        <>
          <DataTable
            caption={fill(words.contest_of, { count: formatNumber(locale, total.contest) })}
            columns={[{ label: words.measure }, { label: words.rate, num: true }]}
            rows={RESULTS.map((name) => [
              words[`rate_${name}`],
              <RateCell key={name} rate={all[name]} locale={locale} />,
            ])}
          />
          <p>{fill(words.contest_mean, { mean: formatNumber(locale, mean, 2) })}</p>
          <p class="muted small">{words.contest_note}</p>
        </>
      )}
    </section>
  );
}

/** R7 and how the hours were held. */
export function Hours({ words, locale, rates: { total, rule } }: View) {
  const mean = meanHours(total, rule.lessons);
  const say = (text: string, values: Record<string, number>) =>
    fill(text, Object.fromEntries(Object.entries(values).map(([key, n]) => [key, formatNumber(locale, n, 2)])));
  return (
    <section class="card stack" aria-labelledby="hours">
      <h2 id="hours">{words.hours}</h2>
      {!mean || total.hours === 0 ? (
        <p class="muted">{words.no_hours}</p>
      ) : (
        <>
          <p data-testid="mean-hours">
            <strong class="big num">{formatNumber(locale, mean.mean, 2)}</strong>{' '}
            {fill(words.mean_of, {
              hours: formatNumber(locale, total.hours),
              pupils: formatNumber(locale, total.pupils_registered),
            })}{' '}
            <span class={mean.excess < 0 ? 'state' : 'state published'}>
              {mean.excess < 0
                ? say(words.excess_below, { excess: -mean.excess })
                : mean.excess > 0
                  ? say(words.excess, { excess: mean.excess })
                  : words.excess_none}
            </span>
          </p>
          <DataTable
            caption={words.how}
            columns={[{ label: words.way }, { label: words.share, num: true }]}
            rows={HOW.map((how) => [
              words[`how_${how}`],
              <RateCell key={how} rate={rate(total.how[how], total.hours)} locale={locale} />,
            ])}
          />
        </>
      )}
      <p class="muted small">{fill(words.hours_note, { lessons: rule.lessons })}</p>
    </section>
  );
}

/** Done, learned and kept side by side: three things that are often taken for one. */
export function Kept({ words, locale, rates: { total } }: View) {
  const lines = [
    ['done', ratesOf(total).done, words.kept_done_is],
    ['learned', rate(total.learned_correct, total.learned_total), words.kept_learned_is],
    [
      'kept',
      rate(total.recall_correct, total.recall_total),
      fill(words.kept_kept_is, { pupils: formatNumber(locale, total.recall_pupils) }),
    ],
  ] as const;
  return (
    <section class="stack tight" aria-labelledby="kept">
      <h2 id="kept">{words.kept}</h2>
      <p class="muted">{words.kept_lead}</p>
      <ul class="three" data-testid="kept">
        {lines.map(([name, of, is]) => (
          <li key={name} class="card">
            <h3>{words[`kept_${name}`]}</h3>
            <p class="big num">{shown(of)}</p>
            {of.of > 0 ? (
              <>
                <Bar rate={of} />
                <p class="num">{fill(words[`kept_${name}_of`], { counts: countOf(locale, of) })}</p>
              </>
            ) : (
              <p>{words.kept_none}</p>
            )}
            <p class="muted small">{is}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
