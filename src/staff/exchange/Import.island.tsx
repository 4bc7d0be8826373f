import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { Progress } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { Choices } from './Choices.tsx';
import { ChooseFile } from './ChooseFile.tsx';
import { Commit } from './Commit.tsx';
import { Counts } from './Counts.tsx';
import { FirstRows } from './FirstRows.tsx';
import { Problems } from './Problems.tsx';
import { Start } from './Start.tsx';
import { useImport } from './useImport.ts';

interface Props {
  shell: Shell;
  words: Areas['console_exchange'];
  /** short names of the knowledge points by number */
  topics: Record<number, string>;
  /** the editor's words for what its lint finds: `rule_<name>` */
  rules: Record<string, string>;
}

/** Import: a file is read here, compared with the bank, and written when somebody says so. */
export function Import({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need="content.write">
      {() => <Desk {...props} />}
    </Console>
  );
}

function Desk({ words, topics, rules }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const job = useImport(words, rules, desk.fail);
  const { step, file, result } = job;
  const busy = step === 'reading' || step === 'checking' || step === 'writing';

  return (
    <div class="stack" aria-busy={busy}>
      {step !== 'done' && (
        <ChooseFile words={words} chosen={!!file} disabled={step === 'writing'} choose={job.choose} />
      )}
      {!file && <Start words={words} fail={desk.fail} />}
      {step === 'reading' && <Progress label={words.reading} done={0} />}
      {step === 'checking' && result && (
        <Progress label={words.checking} done={job.sent} total={result.questions.length} />
      )}
      {step === 'writing' && <Progress label={words.writing} done={0} />}
      {file && result && step !== 'done' && (
        <>
          <h2>
            {words.preview}{' '}
            <span class="muted">
              {fill(words.preview_of, {
                name: file.name,
                format: result.format ? words[`format_${result.format}`] : '–',
              })}
            </span>
          </h2>
          <p class="vh" role="status">
            {step === 'ready' ? `${words.count_found} ${result.found}` : ''}
          </p>
          <Counts words={words} result={result} check={job.check} />
          <Choices words={words} topics={topics} options={job.options} change={job.change} disabled={busy} />
          {step === 'ready' && job.check && (
            <Commit words={words} result={result} check={job.check} commit={job.commit} />
          )}
          {step === 'ready' && !job.check && result.questions.length > 0 && (
            <p class="notice amber row">
              <span class="grow">{words.not_compared}</span>
              <button type="button" class="btn" onClick={job.retry}>
                {desk.words.retry}
              </button>
            </p>
          )}
          <Problems words={words} shown={job.shown} done={step === 'ready' && !!job.check} />
          <FirstRows words={words} questions={result.questions} />
        </>
      )}
      {step === 'done' && job.outcome && (
        <section class="card stack" aria-labelledby="import-done">
          <h2 id="import-done">{job.outcome.done ? words.done : words.preview}</h2>
          <p role="status" data-testid="import-outcome">
            {job.outcome.done
              ? fill(words.done_text, {
                  new: job.outcome.new ?? 0,
                  changed: job.outcome.changed ?? 0,
                  same: job.outcome.same ?? 0,
                  left: job.outcome.left_out + (result ? result.found - result.questions.length : 0),
                })
              : fill(words.not_done, { count: job.outcome.left_out })}
          </p>
          <p class="row">
            <a class="btn main" href={`${desk.prefix}/staff/questions?status=draft&mine=1`}>
              {words.to_drafts}
            </a>
            <button type="button" class="btn" onClick={job.again}>
              {words.again}
            </button>
          </p>
        </section>
      )}
    </div>
  );
}
