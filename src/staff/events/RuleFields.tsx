import { type Rule, WEEKDAYS } from '../../contract/events.ts';
import { fill } from '../../ui/fill.ts';
import { Field } from '../editor/Field.tsx';
import { NumberField } from '../editor/NumberField.tsx';
import { Checks } from './Checks.tsx';
import { DAY_MS, dayOf, localAt, localMs, MOST_COUNT, MOST_INTERVAL, usualRule } from './event.ts';
import type { FormProps } from './form.ts';

const NTHS = [1, 2, 3, 4, -1] as const;

/** How the event repeats: never, by days, weeks or months, and until when. */
export function RuleFields({ words, body, change }: FormProps) {
  const { rule } = body;
  const put = (patch: Partial<Rule>) => change((now) => ({ ...now, rule: now.rule && { ...now.rule, ...patch } }));
  const end = rule?.count != null ? 'count' : rule?.until != null ? 'until' : 'never';
  const setEnd = (next: string) => {
    // three months on, or twelve dates: something to begin with
    const until = dayOf(localAt(localMs(body.start) + 90 * DAY_MS));
    put({ until: next === 'until' ? until : null, count: next === 'count' ? 12 : null });
  };
  return (
    <>
      <div class="fields even">
        <Field field="rule" label={words.field_rule}>
          {(control) => (
            <select
              {...control}
              name="rule"
              value={rule?.freq ?? 'none'}
              onChange={({ currentTarget: { value } }) =>
                change((now) => ({
                  ...now,
                  rule: value === 'none' ? null : usualRule(value as Rule['freq'], now.start),
                }))
              }
            >
              {(['none', 'daily', 'weekly', 'monthly'] as const).map((freq) => (
                <option key={freq} value={freq}>
                  {words[`freq_${freq}`]}
                </option>
              ))}
            </select>
          )}
        </Field>
        {rule && (
          <NumberField
            field="interval"
            label={fill(words.field_interval, { unit: words[`unit_${rule.freq}`] })}
            value={rule.interval}
            range={[1, MOST_INTERVAL]}
            put={(interval) => put({ interval: interval ?? 1 })}
          />
        )}
        {rule && (
          <Field field="ends" label={words.field_ends}>
            {(control) => (
              <select
                {...control}
                name="ends"
                value={end}
                onChange={({ currentTarget }) => setEnd(currentTarget.value)}
              >
                {(['never', 'until', 'count'] as const).map((one) => (
                  <option key={one} value={one}>
                    {words[`ends_${one}`]}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        {rule && end === 'until' && (
          <Field field="until" label={words.field_until}>
            {(control) => (
              <input
                {...control}
                type="date"
                name="until"
                min={dayOf(body.start)}
                value={rule.until ?? ''}
                onInput={({ currentTarget }) => currentTarget.value && put({ until: currentTarget.value })}
              />
            )}
          </Field>
        )}
        {rule && end === 'count' && (
          <NumberField
            field="count"
            label={words.field_count}
            value={rule.count}
            range={[1, MOST_COUNT]}
            put={(count) => put({ count: count ?? 1 })}
          />
        )}
      </div>
      {rule?.freq === 'weekly' && (
        <Checks
          field="days"
          label={words.field_days}
          choices={WEEKDAYS.map((day) => [day, words[`day_${day}`]] as const)}
          chosen={rule.days}
          put={(days) => put({ days })}
        />
      )}
      {rule?.freq === 'monthly' && <MonthDays words={words} days={rule.days} put={(days) => put({ days })} />}
    </>
  );
}

interface MonthProps extends Pick<FormProps, 'words'> {
  days: readonly string[];
  put: (days: string[]) => void;
}

/** "The second Saturday": which one, of which weekday. */
function MonthDays({ words, days, put }: MonthProps) {
  const [first = '1SA', ...rest] = days;
  const n = first.slice(0, -2);
  const weekday = first.slice(-2);
  const name = (nth: number) =>
    fill(words[`nth_${nth < 0 ? 'last' : (`${nth}` as '1' | '2' | '3' | '4')}`], { day: '' }).trim();
  return (
    <Field field="days" label={words.field_month_days}>
      {(control) => (
        <span class="row month-days">
          <select
            {...control}
            name="nth"
            value={n}
            onChange={({ currentTarget }) => put([`${currentTarget.value}${weekday}`, ...rest])}
          >
            {n === '5' && <option value="5">{fill(words.nth_5, { day: '' }).trim()}</option>}
            {NTHS.map((nth) => (
              <option key={nth} value={nth}>
                {name(nth)}
              </option>
            ))}
          </select>
          <select
            name="weekday"
            aria-label={words.field_days}
            value={weekday}
            onChange={({ currentTarget }) => put([`${n}${currentTarget.value}`, ...rest])}
          >
            {WEEKDAYS.map((day) => (
              <option key={day} value={day}>
                {words[`day_${day}`]}
              </option>
            ))}
          </select>
        </span>
      )}
    </Field>
  );
}
