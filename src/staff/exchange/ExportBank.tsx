import { useState } from 'preact/hooks';
import { QUESTION_KINDS, STAGES } from '../../contract/content.ts';
import { FORMATS, type Format, type WriteResult } from '../../exercise/exchange/types.ts';
import type { Areas } from '../../i18n/keys.ts';
import { fill, fillCount } from '../../ui/fill.ts';
import type { Filter } from '../documents.ts';
import { useDesk } from '../shell/Console.tsx';
import { Progress } from '../shell/parts.tsx';
import { QTI_MOST } from './formats.ts';
import { save, today } from './save.ts';
import { fetchBank } from './server.ts';
import { writeFiles } from './worker.ts';

interface Props {
  words: Areas['console_exchange'];
  topics: Record<number, string>;
}
interface Made extends WriteResult {
  name: string;
  count: number;
}

/** Questions that fit a filter, as files of one format. */
export function ExportBank({ words, topics }: Props) {
  const desk = useDesk();
  const [format, setFormat] = useState<Format>('xlsx');
  const [filter, setFilter] = useState<Filter>({});
  const [busy, setBusy] = useState<{ done: number; total?: number } | null>(null);
  const [made, setMade] = useState<Made | null>(null);

  const fileName = (result: Made, i: number) =>
    `${words.bank_name}-${result.name}${result.files.length > 1 ? `-${i + 1}` : ''}.${result.extension}`;
  const start = async () => {
    setMade(null);
    setBusy({ done: 0 });
    try {
      const questions = await fetchBank(filter, (done, total) => setBusy({ done, total }));
      const result = await writeFiles(format, questions);
      const done = { ...result, name: `${format}-${today()}`, count: questions.length - result.left_out.length };
      setMade(done);
      if (done.files.length === 1 && done.files[0]) save(done.files[0], fileName(done, 0), done.type);
    } catch (error) {
      desk.fail(error);
    }
    setBusy(null);
  };
  const choice = (
    field: 'kp' | 'stage' | 'question_kind' | 'pool' | 'status',
    label: string,
    values: [string, string][],
  ) => (
    <label class="stack tight">
      <span class="small muted">{label}</span>
      <select
        name={field}
        value={filter[field] ?? ''}
        onChange={(event) => {
          const { [field]: _, ...rest } = filter;
          const value = event.currentTarget.value;
          setFilter(value ? { ...rest, [field]: value } : rest);
        }}
      >
        <option value="">{words.any}</option>
        {values.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <section class="card stack" aria-labelledby="export-bank">
      <h2 id="export-bank">{words.export_bank}</h2>
      <fieldset class="choices">
        <legend>{words.export_format}</legend>
        <div class="formats pick">
          {FORMATS.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="format"
                value={each}
                checked={format === each}
                onChange={() => setFormat(each)}
              />
              <span>
                <strong>{words[`format_${each}`]}</strong>
                <span class="muted">{fill(words[`carries_${each}`], { most: QTI_MOST })}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset class="choices">
        <legend>{words.export_filter}</legend>
        <div class="row">
          {choice(
            'kp',
            words.kp,
            Object.entries(topics).map(([code, name]) => [code, `${code} ${name}`]),
          )}
          {choice(
            'stage',
            words.stages,
            STAGES.map((stage) => [stage, words[`stage_${stage}`]]),
          )}
          {choice(
            'question_kind',
            words.kind,
            QUESTION_KINDS.map((kind) => [kind, words[`kind_${kind}`]]),
          )}
          {choice(
            'pool',
            words.pool,
            (['practice', 'contest', 'monitoring'] as const).map((pool) => [pool, words[`pool_${pool}`]]),
          )}
          {choice(
            'status',
            words.status,
            (['draft', 'review', 'published', 'withdrawn'] as const).map((status) => [
              status,
              words[`status_${status}`],
            ]),
          )}
        </div>
      </fieldset>
      <p class="row">
        <button type="button" class="btn main" disabled={busy !== null} onClick={start}>
          {words.export_go}
        </button>
        <span class="muted small">{words.export_keys}</span>
      </p>
      {busy && <Progress label={words.exporting} {...busy} />}
      <div role="status" class="stack">
        {made && !made.files.length && !made.left_out.length && <p>{words.export_none}</p>}
        {made && (made.files.length > 0 || made.left_out.length > 0) && (
          <>
            <p data-testid="export-outcome">
              {fill(fillCount(words, 'export_done', made.count, desk.locale), { files: made.files.length })}
            </p>
            {made.left_out.length > 0 && (
              <p class="notice amber">{fillCount(words, 'export_left_out', made.left_out.length, desk.locale)}</p>
            )}
            <p class="row">
              {made.files.map((bytes, i) => (
                <button
                  type="button"
                  class="btn"
                  key={fileName(made, i)}
                  onClick={() => save(bytes, fileName(made, i), made.type)}
                >
                  {fill(words.export_save, { name: fileName(made, i) })}
                </button>
              ))}
            </p>
          </>
        )}
      </div>
    </section>
  );
}
