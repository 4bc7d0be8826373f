import { formatNumber } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { EventWords } from './event.ts';
import { Wrong } from './ReportForm.tsx';
import { emptyShift, hoursOf, type ShiftLine } from './report.ts';
import { useTerms } from './useEvents.ts';

interface Props {
  words: EventWords;
  lines: readonly ShiftLine[];
  put: (lines: ShiftLine[]) => void;
  problems: readonly { field: string; rule: string }[];
  /** minutes of the date: what a shift usually takes */
  usual: number;
}

/** Teams of volunteers that helped: how many people of each, for how long. No names. */
export function ShiftLines({ words, lines, put, problems, usual }: Props) {
  const { locale } = useDesk();
  const teams = useTerms('team');
  const change = (i: number, patch: Partial<ShiftLine>) =>
    put(lines.map((line, at) => (at === i ? { ...line, ...patch } : line)));
  const number = (i: number, line: ShiftLine, one: 'people' | 'minutes', most: number) => (
    <label class="row">
      <span class="small muted">{words[one]}</span>
      <input
        type="number"
        name={`${one}-${i}`}
        min={1}
        max={most}
        value={line[one]}
        onInput={({ currentTarget }) => change(i, { [one]: Number(currentTarget.value) })}
      />
    </label>
  );
  return (
    <fieldset class="bare stack tight" data-field="shifts">
      <legend class="label">
        {words.shifts} <span class="small muted">{words.shifts_lead}</span>
      </legend>
      {lines.map((line, i) => (
        <div key={i} class="line">
          <div class="row lines">
            <select
              name={`team-${i}`}
              aria-label={words.team}
              value={line.team}
              onChange={({ currentTarget }) => change(i, { team: currentTarget.value })}
            >
              <option value="">{words.item_choose}</option>
              {line.team && !teams.some(({ key }) => key === line.team) && <option>{line.team}</option>}
              {teams.map(({ key, title }) => (
                <option key={key} value={key}>
                  {title[locale] || title['zh-Hans'] || key}
                </option>
              ))}
            </select>
            {number(i, line, 'people', 9_999)}
            {number(i, line, 'minutes', 1_440)}
            <button
              type="button"
              class="icon"
              aria-label={words.remove_row}
              onClick={() => put(lines.filter((_, at) => at !== i))}
            >
              ×
            </button>
          </div>
          <Wrong words={words} problems={problems.filter(({ field }) => field === `shifts.${i}`)} />
        </div>
      ))}
      <p class="row">
        <button type="button" class="btn" onClick={() => put([...lines, emptyShift(usual)])}>
          + {words.add_shift}
        </button>
        {lines.length > 0 && (
          <span class="muted num">{fill(words.hours_sum, { hours: formatNumber(locale, hoursOf(lines), 1) })}</span>
        )}
      </p>
    </fieldset>
  );
}
