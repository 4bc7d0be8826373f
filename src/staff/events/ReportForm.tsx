import { useState } from 'preact/hooks';
import type { ReportBody, StaffSession } from '../../contract/events.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { reportSession, type SessionReport } from './calls.ts';
import type { EventWords } from './event.ts';
import { MaterialLines } from './MaterialLines.tsx';
import { emptyReport, MOST_NOTE, reportProblems, STATED, tidyReport } from './report.ts';
import { ShiftLines } from './ShiftLines.tsx';

interface Props {
  words: EventWords;
  event: string;
  session: StaffSession;
  report: SessionReport;
  place: string;
  reload: () => Promise<void>;
}

/** What came of a date: held or not, how many people, what was handed out, which teams helped. */
export function ReportForm({ words, event, session, report, reload }: Props) {
  const desk = useDesk();
  const [body, setBody] = useState<ReportBody>(() => report.report ?? emptyReport());
  const [problems, setProblems] = useState<{ field: string; rule: string }[]>([]);
  const [busy, setBusy] = useState(false);
  const put = (patch: Partial<ReportBody>) => setBody((now) => ({ ...now, ...patch }));
  const { count } = body;
  const putCount = (patch: Partial<NonNullable<ReportBody['count']>>) =>
    count && put({ count: { ...count, ...patch } });
  const send = async () => {
    const own = reportProblems(body);
    setProblems(own);
    if (own.length) return;
    setBusy(true);
    try {
      const answer = await reportSession(event, session.origin, tidyReport(body));
      setProblems(answer.problems);
      if (!answer.problems.length) {
        desk.say(words.report_saved);
        await reload();
      }
    } catch (error) {
      desk.fail(error);
    }
    setBusy(false);
  };
  const wrong = (field: string) => problems.filter((one) => one.field === field);
  return (
    <form
      class="card stack report"
      aria-labelledby="report-title"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void send();
      }}
    >
      <div>
        <h2 id="report-title">{words.report}</h2>
        <p class="small muted">{words.report_lead}</p>
      </div>
      <fieldset class="row bare">
        <legend class="label">{words.held}</legend>
        {([true, false] as const).map((one) => (
          <label key={`${one}`} class="row flag">
            <input
              type="radio"
              name="held"
              value={one ? 'yes' : 'no'}
              checked={body.held === one}
              onChange={() => put({ held: one })}
            />
            {one ? words.held_yes : words.held_no}
          </label>
        ))}
      </fieldset>
      {body.held && (
        <>
          <fieldset class="bare stack tight" data-field="count">
            <legend class="label">{words.count}</legend>
            {count && (
              <div class="row lines">
                <Choice
                  words={words}
                  name="qualifier"
                  values={STATED}
                  value={count.qualifier}
                  put={(qualifier) => putCount({ qualifier })}
                />
                <input
                  type="number"
                  name="count"
                  min={0}
                  max={999_999}
                  required
                  aria-label={words.count}
                  value={count.value}
                  onInput={({ currentTarget }) => putCount({ value: Number(currentTarget.value) })}
                />
                <Choice
                  words={words}
                  name="unit"
                  values={['persons', 'person_times']}
                  value={count.unit}
                  put={(unit) => putCount({ unit })}
                />
                <Choice
                  words={words}
                  name="how"
                  values={['counted', 'estimated']}
                  value={count.how}
                  put={(how) => putCount({ how })}
                />
              </div>
            )}
            <label class="row flag">
              <input
                type="checkbox"
                name="unknown"
                checked={!count}
                onChange={({ currentTarget }) => put({ count: currentTarget.checked ? null : emptyReport().count })}
              />
              {words.count_unknown}
            </label>
            <Wrong words={words} problems={wrong('count')} />
          </fieldset>
          <MaterialLines
            words={words}
            lines={body.materials}
            put={(materials) => put({ materials })}
            problems={problems}
          />
          <ShiftLines
            words={words}
            lines={body.shifts}
            put={(shifts) => put({ shifts })}
            problems={problems}
            usual={report.counts.minutes}
          />
        </>
      )}
      <label class="field">
        <span>
          <span class="label">{words.report_note}</span> <span class="small muted">{words.report_note_hint}</span>
        </span>
        <textarea
          name="note"
          rows={2}
          maxLength={MOST_NOTE}
          value={body.note ?? ''}
          onInput={({ currentTarget }) => put({ note: currentTarget.value })}
        />
      </label>
      {problems.length > 0 && (
        <p class="notice amber" role="alert" data-testid="report-problems">
          {fill(words.problems_title, { n: problems.length })}{' '}
          {[...new Set(problems.map(({ rule }) => sayWrong(words, rule)))].join('；')}
        </p>
      )}
      <p>
        <button type="submit" class="btn main" disabled={busy}>
          {report.report ? words.report_again : words.save_report}
        </button>
      </p>
    </form>
  );
}

const sayWrong = (words: EventWords, rule: string): string =>
  (words as Record<string, string>)[`wrong_${rule}`] ?? rule;

/** What is wrong at one place. */
export function Wrong({
  words,
  problems,
}: {
  words: EventWords;
  problems: readonly { field: string; rule: string }[];
}) {
  if (!problems.length) return null;
  return (
    <ul class="says">
      {problems.map(({ rule }) => (
        <li key={rule} class="error" data-rule={rule}>
          {sayWrong(words, rule)}
        </li>
      ))}
    </ul>
  );
}

interface ChoiceProps<V extends string> {
  words: EventWords;
  name: 'qualifier' | 'unit' | 'how';
  values: readonly V[];
  value: string;
  put: (value: V) => void;
}

/** A choice of a few words: how sure, of what, and found how. */
export function Choice<V extends string>({ words, name, values, value, put }: ChoiceProps<V>) {
  const all = words as Record<string, string>;
  const say = (one: V) => all[{ qualifier: `qualifier_${one}`, unit: `unit_${one}`, how: `how_${one}` }[name]];
  const label = { qualifier: words.qualifier, unit: words.count_unit, how: words.count_how }[name];
  return (
    <select
      name={name}
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => put(currentTarget.value as V)}
    >
      {values.map((one) => (
        <option key={one} value={one}>
          {say(one)}
        </option>
      ))}
    </select>
  );
}
