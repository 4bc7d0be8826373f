import { useState } from 'preact/hooks';
import { statementsOf } from '../../exercise/exchange/xapi.ts';
import type { Areas } from '../../i18n/keys.ts';
import { fillCount } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { Progress } from '../shell/parts.tsx';
import { save, today } from './save.ts';
import { fetchAttempts, fetchBank } from './server.ts';

/** Answers of some days as xAPI statements, one per line. */
export function ExportAttempts({ words }: { words: Areas['console_exchange'] }) {
  const desk = useDesk();
  const [days, setDays] = useState(() => ({ from: `${today().slice(0, 7)}-01`, to: today() }));
  const [busy, setBusy] = useState<number | null>(null);
  const [count, setCount] = useState<number | null>(null);

  const start = async () => {
    setCount(null);
    setBusy(0);
    try {
      const bank = new Map((await fetchBank({}, () => {})).map((question) => [question.code, question]));
      const lines: Blob[] = [];
      let made = 0;
      for await (const rows of fetchAttempts(days.from, days.to)) {
        const statements = rows.flatMap((row) => statementsOf(row, location.origin, bank));
        lines.push(new Blob(statements.map((statement) => `${JSON.stringify(statement)}\n`)));
        made += statements.length;
        setBusy(made);
      }
      setCount(made);
      const name = `${words.attempts_name}-${days.from}-${days.to}.ndjson`;
      if (made) save(new Blob(lines, { type: 'application/x-ndjson' }), name, '');
    } catch (error) {
      desk.fail(error);
    }
    setBusy(null);
  };
  const day = (name: 'from' | 'to', label: string) => (
    <label class="row">
      {label}
      <input
        type="date"
        name={`${name}_day`}
        value={days[name]}
        max={today()}
        onChange={(event) => event.currentTarget.value && setDays({ ...days, [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <section class="card stack" aria-labelledby="export-attempts">
      <h2 id="export-attempts">{words.attempts}</h2>
      <p class="muted">{words.attempts_text}</p>
      <div class="row">
        {day('from', words.from_day)}
        {day('to', words.to_day)}
        <button type="button" class="btn" disabled={busy !== null || days.to < days.from} onClick={start}>
          {words.attempts_go}
        </button>
      </div>
      {busy !== null && <Progress label={words.attempts_loading} done={0} />}
      <p role="status" data-testid="attempts-outcome">
        {count === null ? '' : count ? fillCount(words, 'attempts_done', count, desk.locale) : words.attempts_none}
      </p>
    </section>
  );
}
