import { formatNumber, formatPercent } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { editorOf } from '../documents.ts';
import { Bar } from './Bar.tsx';
import { type Flag, type OptionFigures, type ShownItem, say } from './items.ts';
import type { View } from './view.ts';

/** What to do about an item, and who chose which option. */
export function Details({ item, view }: { item: ShownItem; view: View }) {
  const { words, locale, prefix } = view;
  const what = (flag: Flag) =>
    fill(words[`flag_${flag}_what`], {
      before: item.p_before === null ? '–' : formatPercent(locale, item.p_before, 0),
      n: formatNumber(locale, item.n_before ?? 0),
      now: formatPercent(locale, item.p, 0),
    });
  return (
    <div class="stack tight">
      {item.flags.length > 0 && (
        <ul class="advice">
          {item.flags.map((flag) => (
            <li key={flag}>
              <strong>{words[`flag_${flag}`]}</strong> {what(flag)}
              {flag === 'DIF' && <Groups item={item} view={view} />}{' '}
              <span class="todo">{words[`flag_${flag}_do`]}</span>
            </li>
          ))}
        </ul>
      )}
      {item.options && <OptionTable options={item.options} stem={say(item.stem, locale)} view={view} />}
      {item.options === null && <p class="muted">{words.no_options}</p>}
      {item.options === undefined && <p class="muted">{words.options_hidden}</p>}
      <p class="row muted">
        {item.r_pb !== null && <span>{fill(words.raw_r, { r: formatNumber(locale, item.r_pb, 2) })}</span>}
        {view.edits && (
          <a class="no-print" href={prefix + editorOf('question', item.question)}>
            {words.edit}
          </a>
        )}
      </p>
    </div>
  );
}

function Groups({ item, view }: { item: ShownItem; view: View }) {
  const { words, locale, names } = view;
  const points = (difference: number) =>
    fill(words.points, { n: `${difference > 0 ? '+' : '−'}${formatNumber(locale, Math.abs(difference) * 100)}` });
  return (
    <>
      {item.dif.map(({ slice, key, n, difference }, i) => (
        <span key={`${slice}/${key}`}>
          {i > 0 && ' · '}
          {fill(words.dif_line, {
            who: names[slice][key] ?? key,
            difference: points(difference),
            n: formatNumber(locale, n),
          })}
        </span>
      ))}
    </>
  );
}

function OptionTable({ options, stem, view }: { options: OptionFigures[]; stem: string; view: View }) {
  const { words, locale } = view;
  return (
    <table class="options">
      <caption class="vh">
        {words.options}: {stem}
      </caption>
      <thead>
        <tr>
          <th scope="col">{words.option}</th>
          <th scope="col" class="num">
            {words.share}
          </th>
          <th scope="col" class="num">
            {words.option_r}
          </th>
          <th scope="col">{words.note}</th>
        </tr>
      </thead>
      <tbody>
        {options.map((option) => (
          <tr key={option.letter} class={option.key ? 'right' : undefined}>
            <th scope="row">
              {option.letter === '?' ? words.unknown : `${option.letter}. ${say(option.text, locale)}`}
              {option.key && <span class="chip">✓ {words.key}</span>}
            </th>
            <td class="num">
              <span class="with-bar">
                <Bar share={option.share} quiet={!option.key} />
                <span>{formatPercent(locale, option.share, 0)}</span>
                <span class="muted">({formatNumber(locale, option.n)})</span>
              </span>
            </td>
            <td class="num">{option.r_rest === null ? '–' : formatNumber(locale, option.r_rest, 2)}</td>
            <td>{option.note && words[`note_${option.note}`]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
