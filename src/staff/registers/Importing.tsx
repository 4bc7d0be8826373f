import { useState } from 'preact/hooks';
import { REGISTER_LIMITS } from '../../exercise/register/types.ts';
import { formatNumber } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { save, today, XLSX } from '../exchange/save.ts';
import { type Whence, WhenceFields } from '../exchange/WhenceFields.tsx';
import type { Place } from '../schools/places.ts';
import { useDesk } from '../shell/Console.tsx';
import { Progress, Teach } from '../shell/parts.tsx';
import type { BatchProps } from './Batch.island.tsx';
import type { TypeCard } from './calls.ts';
import { Preview } from './Preview.tsx';
import { inWords } from './say.ts';
import { useImport } from './useImport.ts';
import { useSurroundings } from './useSurroundings.ts';
import { writeTemplate } from './worker.ts';

interface Props extends BatchProps {
  type: TypeCard;
  places: Place[];
  changed: () => void;
  show: (batch: string) => void;
}

/** A file of entries from choosing it to its last row at the server. */
export function Importing({ words, problems, type, places, changed, show }: Props) {
  const desk = useDesk();
  const { locale } = desk;
  const job = useImport(type, desk.fail);
  const [about, setAbout] = useState<Whence>(() => ({ place: places[0]?.code ?? '', as_of: today(), source: '' }));
  const around = useSurroundings(type, about.place, desk.fail);
  const { step, file, read } = job;
  const busy = step === 'reading' || step === 'sending';
  const help = [words.start_1, words.start_2, words.start_3, words.start_4, words.start_5];
  const name = inWords(locale, type.name);
  const download = () =>
    around &&
    writeTemplate(
      type,
      around,
      {
        sheet: words.sheet,
        help_sheet: words.help_sheet,
        known_sheet: words.known_sheet,
        help,
        place: words.place,
        code: words.code,
      },
      locale === 'en',
    ).then((bytes) => save(bytes, `${fill(words.template_name, { name })}.xlsx`, XLSX), desk.fail);

  if (step === 'done' && read) {
    return (
      <section class="card stack" aria-label={words.import}>
        <p role="status" data-testid="batch-sent">
          {fill(words.sent, { count: formatNumber(locale, read.rows.length) })}
        </p>
        <p class="row">
          <button type="button" class="btn main" onClick={() => job.batch && show(job.batch)}>
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
    <section class="stack" aria-labelledby="import-entries" aria-busy={busy || !around}>
      <h2 id="import-entries">{fill(words.import_of, { name })}</h2>
      <WhenceFields
        prefix="about-"
        words={words}
        about={about}
        places={places}
        disabled={busy || step === 'cut'}
        change={(patch) => {
          setAbout({ ...about, ...patch });
          // Another place has other places below it: the file is chosen anew.
          if (patch.place) job.again();
        }}
      />
      <label class="card drop row">
        <strong>{file ? words.file_new : words.file}</strong>
        <input
          class="grow"
          type="file"
          name="file"
          accept=".xlsx,.csv,.tsv,.txt"
          disabled={busy || !around}
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0];
            if (chosen && around) void job.choose(chosen, around);
            event.currentTarget.value = '';
          }}
        />
        <span class="muted small">
          {fill(words.file_hint, {
            rows: formatNumber(locale, REGISTER_LIMITS.rows),
            size: REGISTER_LIMITS.bytes / 1024 / 1024,
          })}
        </span>
      </label>
      {!file && (
        <Teach title={words.start_title} steps={help}>
          <button type="button" class="btn" disabled={!around} onClick={download}>
            {words.template}
          </button>
        </Teach>
      )}
      {step === 'reading' && <Progress label={words.reading} done={0} />}
      {file && read && (
        <Preview
          words={words}
          problems={problems}
          type={type}
          name={file.name}
          read={read}
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
