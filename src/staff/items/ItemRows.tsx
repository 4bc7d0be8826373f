import { formatNumber, formatPercent } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { Bar } from './Bar.tsx';
import { Details } from './Details.tsx';
import { type Item, type ItemAnalysis, say } from './items.ts';
import type { View } from './view.ts';

interface Props {
  item: Item;
  report: ItemAnalysis;
  view: View;
  /** whether the form knows how long people took */
  timed: boolean;
  open: boolean;
  toggle: () => void;
}

/** One item: its figures, and below them, when opened, its options and what to do. */
export function ItemRows({ item, report, view, timed, open, toggle }: Props) {
  const { words, locale } = view;
  const figure = (value: number | null) => (value === null ? '–' : formatNumber(locale, value, 2));
  const stem = say(item.stem, locale);
  if (item.hidden) {
    return (
      <tr data-item={item.question}>
        <th scope="row">
          <span class="stem">{stem}</span>
          <span class="muted code">{item.question}</span>
        </th>
        <td class="muted">{fill(words.item_few, { min: report.min_n })}</td>
        <td class="num">{formatNumber(locale, item.n)}</td>
        <td colSpan={timed ? 4 : 3} />
      </tr>
    );
  }
  const id = `item-${item.question}-${item.revision}`;
  return (
    <>
      <tr data-item={item.question} data-flags={item.flags.join(' ')}>
        <th scope="row">
          <button class="opener" type="button" aria-expanded={open} aria-controls={id} onClick={toggle}>
            <span class="mark" aria-hidden="true">
              {open ? '▾' : '▸'}
            </span>
            <span class="stem">{stem}</span>
          </button>
          <span class="muted code">{item.question}</span>
        </th>
        <td>
          <span class="flags">
            {item.flags.map((flag) => (
              <span key={flag} class={`chip flag ${flag === 'EASY' ? 'calm' : ''}`} title={words[`flag_${flag}_do`]}>
                {words[`flag_${flag}`]}
              </span>
            ))}
          </span>
        </td>
        <td class="num">{formatNumber(locale, item.n)}</td>
        <td class="num">
          <span class="with-bar">
            <Bar share={item.p} />
            <span>{formatPercent(locale, item.p, 0)}</span>
          </span>
        </td>
        <td class="num">{figure(item.r_rest)}</td>
        <td class="num">{figure(item.d27)}</td>
        {timed && (
          <td class="num">
            {item.median_ms === null ? '–' : fill(words.seconds, { n: formatNumber(locale, item.median_ms / 1000, 1) })}
          </td>
        )}
      </tr>
      <tr id={id} class={open ? 'details' : 'details closed'}>
        <td colSpan={timed ? 7 : 6}>
          <Details item={item} view={view} />
        </td>
      </tr>
    </>
  );
}
