import { formatDate } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import type { ItemAnalysis } from './items.ts';
import type { View } from './view.ts';

const FIGURES = ['first', 'p', 'r', 'd27', 'kr20', 'options', 'before', 'dif', 'hidden'] as const;

/** 怎么算的: each figure in words. */
export function How({ report, view }: { report: ItemAnalysis; view: View }) {
  const { words, locale } = view;
  const values = {
    from: formatDate(locale, report.before_from),
    to: formatDate(locale, report.before_to),
    min: report.min_n,
  };
  return (
    <details class="card how">
      <summary>{words.how}</summary>
      <dl>
        {FIGURES.map((figure) => (
          <div key={figure}>
            <dt>{words[`how_${figure}`]}</dt>
            <dd>{fill(words[`how_${figure}_text`], values)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
