import { useState } from 'preact/hooks';
import { ROSTER_LIMITS } from '../../exercise/roster/types.ts';
import { formatNumber } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { save, today, XLSX } from '../exchange/save.ts';
import { WhenceFields } from '../exchange/WhenceFields.tsx';
import { useDesk } from '../shell/Console.tsx';
import { Progress, Teach } from '../shell/parts.tsx';
import type { About } from './calls.ts';
import { Preview } from './Preview.tsx';
import { countiesOf, type Place, rosterYears, schoolYear, yearName } from './places.ts';
import type { RosterProps } from './Roster.island.tsx';
import { useRoster } from './useRoster.ts';
import { writeTemplate } from './worker.ts';

interface Props extends RosterProps {
  places: Place[];
  changed: () => void;
  show: (roster: string) => void;
}

/** A roster from its file to its last row at the server. */
export function Importing({ words, problems, places, counties, changed, show }: Props) {
  const desk = useDesk();
  const job = useRoster(desk.fail);
  const [about, setAbout] = useState<About>(() => ({
    place: places[0]?.code ?? '',
    year: schoolYear(today()),
    as_of: today(),
    source: '',
  }));
  const { step, file, read } = job;
  const here = countiesOf(about.place, counties);
  const busy = step === 'reading' || step === 'sending';
  const pupils = (read?.rows ?? []).reduce(
    (sum, { grades }) => sum + Object.values(grades).reduce((a, b) => a + b, 0),
    0,
  );
  const help = [words.start_1, words.start_2, words.start_3, words.start_4];
  const download = () =>
    writeTemplate(here, help).then((bytes) => save(bytes, `${words.template_name}.xlsx`, XLSX), desk.fail);

  if (step === 'done' && read) {
    return (
      <section class="card stack" aria-label={words.import}>
        <p role="status" data-testid="roster-sent">
          {fill(words.sent, {
            schools: formatNumber(desk.locale, read.rows.length),
            pupils: formatNumber(desk.locale, pupils),
          })}
        </p>
        <p class="row">
          <button type="button" class="btn main" onClick={() => job.roster && show(job.roster)}>
            {words.review}
          </button>
          <button type="button" class="btn" onClick={job.again}>
            {words.again}
          </button>
        </p>
      </section>
    );
  }
  return (
    <section class="stack" aria-labelledby="import-roster" aria-busy={busy}>
      <h2 id="import-roster">{words.import}</h2>
      <WhenceFields
        words={words}
        about={about}
        places={places}
        disabled={busy || step === 'cut'}
        change={(patch) => {
          setAbout({ ...about, ...patch });
          // Another place has other counties: the file is read anew.
          if (patch.place && file) void job.choose(file, countiesOf(patch.place, counties));
        }}
      >
        <label class="stack tight">
          {words.school_year}
          <select
            name="year"
            value={about.year}
            onChange={(event) => setAbout({ ...about, year: event.currentTarget.value })}
          >
            {rosterYears(today()).map((year) => (
              <option key={year} value={year}>
                {fill(words.year_of, { year: yearName(year) })}
              </option>
            ))}
          </select>
        </label>
      </WhenceFields>
      <label class="card drop row">
        <strong>{file ? words.file_new : words.file}</strong>
        <input
          class="grow"
          type="file"
          name="file"
          accept=".xlsx,.csv,.tsv,.txt,.zip"
          disabled={busy}
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0];
            if (chosen) void job.choose(chosen, here);
            event.currentTarget.value = '';
          }}
        />
        <span class="muted small">
          {fill(words.file_hint, { rows: formatNumber(desk.locale, ROSTER_LIMITS.rows) })}
        </span>
      </label>
      {!file && (
        <Teach title={words.start_title} steps={[...help, words.start_5]}>
          <button type="button" class="btn" onClick={download}>
            {words.template}
          </button>
        </Teach>
      )}
      {step === 'reading' && <Progress label={words.reading} done={0} />}
      {file && read && (
        <Preview
          words={words}
          problems={problems}
          name={file.name}
          read={read}
          pupils={pupils}
          refused={job.problems}
          send={step === 'read' && read.rows.length > 0 ? () => void job.send(about).then(changed) : undefined}
          missing={!about.source.trim()}
        />
      )}
      {step === 'sending' && read && <Progress label={words.sending} done={job.sent} total={read.rows.length} />}
      {step === 'cut' && read && (
        <p class="notice amber row">
          <span class="grow">{fill(words.cut, { sent: job.sent, total: read.rows.length })}</span>
          <button type="button" class="btn" onClick={() => void job.send(about).then(changed)}>
            {words.go_on}
          </button>
        </p>
      )}
    </section>
  );
}
