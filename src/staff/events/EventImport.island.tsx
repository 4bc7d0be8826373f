import { useMemo, useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import type { Place } from '../schools/places.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { Progress, Teach } from '../shell/parts.tsx';
import { problem } from '../shell/problem.ts';
import type { Shell } from '../shell/shell.ts';
import type { EventWords } from './event.ts';
import { ForAllFields } from './ForAllFields.tsx';
import { IcsTable } from './IcsTable.tsx';
import type { ForAll } from './ics/drafts.ts';
import { countiesOf } from './useEvents.ts';
import { useIcs } from './useIcs.ts';

interface Props {
  shell: Shell;
  words: EventWords;
  districts: Place[];
}

/** An old calendar becomes drafts: read in this browser, chosen from, saved one by one. */
export function EventImport({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need="content.write">
      {() => <Importing {...props} />}
    </Console>
  );
}

function Importing({ words, districts }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const job = useIcs(desk.fail);
  const counties = useMemo(() => countiesOf(desk.me, 'content.write', districts), [desk.me, districts]);
  const [all, setAll] = useState<ForAll>({ place: counties[0]?.code ?? '', type: '' });
  const { step, read, taken } = job;
  const busy = step === 'reading' || step === 'making';
  const left = [...taken].length;
  return (
    <section class="stack" aria-busy={busy}>
      <label class="card ics-file row">
        <strong>{step === 'start' ? words.import_file : words.import_again}</strong>
        <input
          class="grow"
          type="file"
          name="file"
          accept=".ics,text/calendar"
          disabled={busy}
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0];
            if (chosen) void job.choose(chosen);
            event.currentTarget.value = '';
          }}
        />
        <span class="muted small">{words.import_hint}</span>
      </label>
      {step === 'start' && (
        <Teach title={words.import_start} steps={[words.import_1, words.import_2, words.import_3]}>
          <a href={`${desk.prefix}/staff/events`}>{words.to_drafts}</a>
        </Teach>
      )}
      {step === 'reading' && <Progress label={words.import_reading} done={0} />}
      {read && step !== 'reading' && (
        <p role="status" data-testid="found">
          {fill(words.import_found, { name: read.name || job.file, found: read.found, read: read.events.length })}
        </p>
      )}
      {read && read.problems.length > 0 && step !== 'reading' && <Problems words={words} problems={read.problems} />}
      {step === 'making' && (
        <div class="row">
          <span class="grow">
            <Progress label={words.making} done={job.made} total={job.made + left} />
          </span>
          <button type="button" class="btn" onClick={job.stop}>
            {words.stop}
          </button>
        </div>
      )}
      {step === 'done' && (
        <div class="notice stack tight" role="status" data-testid="made">
          <p>{fill(words.made, { n: job.made })}</p>
          {job.failed.count > 0 && (
            <p>{fill(words.made_failed, { n: job.failed.count, why: problem(desk.words, job.failed.why) })}</p>
          )}
          <p>
            <a class="btn" href={`${desk.prefix}/staff/events?status=draft&mine=1`}>
              {words.to_drafts}
            </a>
          </p>
        </div>
      )}
      {read && read.events.length > 0 && (step === 'read' || step === 'done') && (
        <>
          <ForAllFields words={words} counties={counties} all={all} put={setAll} />
          <IcsTable words={words} events={read.events} taken={taken} take={job.take} />
          <p>
            <button
              type="button"
              class="btn main"
              disabled={left === 0 || !all.place}
              onClick={() => void job.make(all)}
            >
              {fill(words.make_drafts, { n: left })}
            </button>
          </p>
        </>
      )}
    </section>
  );
}

function Problems({
  words,
  problems,
}: {
  words: EventWords;
  problems: NonNullable<ReturnType<typeof useIcs>['read']>['problems'];
}) {
  return (
    <details class="notice amber" open={problems.length < 20} data-testid="ics-problems">
      <summary>
        {words.import_problems} <span class="num">{problems.length}</span>
      </summary>
      <ul class="plain">
        {problems.map(({ line, rule, text }) => (
          <li key={`${line} ${rule}`}>
            <span class="num">{fill(words.import_line, { line })}</span> · {words[`refused_${rule}`]}
            {text && <q class="muted"> {text}</q>}
          </li>
        ))}
      </ul>
    </details>
  );
}
