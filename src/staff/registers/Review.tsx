import { useCallback, useEffect, useState } from 'preact/hooks';
import type { RowProblem } from '../../contract/registers.ts';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { More } from '../shell/parts.tsx';
import type { BatchProps } from './Batch.island.tsx';
import { BatchState } from './Batches.tsx';
import { Compared } from './Compared.tsx';
import { askBatch, type BatchSeen, type RegisterWords, type TypeCard } from './calls.ts';
import { fieldName } from './fields.ts';
import { Sign } from './Sign.tsx';
import { inWords } from './say.ts';
import { usePlaces } from './useSurroundings.ts';
import { useChoices } from './useTypes.ts';

interface Props extends BatchProps {
  batch: string;
  types: readonly TypeCard[];
  changed: () => void;
  close: (type: string) => void;
}

/** A batch beside what stands, for whoever signs it. */
export function Review({ words, problems, batch, types, changed, close }: Props) {
  const { words: shell, fail } = useDesk();
  const [seen, setSeen] = useState<BatchSeen | null>(null);
  const load = useCallback(
    async (before?: BatchSeen) => {
      try {
        const page = await askBatch(batch, before?.next ?? 0);
        setSeen({ ...page, items: [...(before?.items ?? []), ...page.items] });
      } catch (error) {
        fail(error);
      }
    },
    [batch, fail],
  );
  useEffect(() => {
    void load();
  }, [load]);
  const type = types.find(({ key }) => key === seen?.type);
  return (
    <>
      <p class="no-print">
        <button type="button" class="btn quiet" onClick={() => close(seen?.type ?? '')}>
          ← {words.all_batches}
        </button>
      </p>
      {!seen || !type ? (
        <p class="muted" role="status">
          {shell.loading}
        </p>
      ) : (
        <Rows {...{ words, problems, seen, type, load, changed }} close={() => close(seen.type)} />
      )}
    </>
  );
}

interface RowsProps {
  words: RegisterWords;
  problems: Record<string, string>;
  seen: BatchSeen;
  type: TypeCard;
  load: (before?: BatchSeen) => Promise<void>;
  changed: () => void;
  close: () => void;
}

function Rows({ words, problems, seen, type, load, changed, close }: RowsProps) {
  const { locale, fail } = useDesk();
  const places = usePlaces(seen.place, fail);
  const choices = useChoices(type, fail);
  const [bad, setBad] = useState<RowProblem[]>([]);
  const counts = [
    ['fresh', seen.fresh],
    ['changed', seen.changed],
    ['removed', seen.removed],
    ['same', seen.rows - seen.fresh - seen.changed - seen.removed],
  ] as const;
  return (
    <>
      <section class="stack" aria-labelledby="batch-name">
        <h1 id="batch-name" class="row">
          {fill(words.batch_name, { type: inWords(locale, type.name), place: inWords(locale, seen.place_name) })}
          <BatchState words={words} of={seen} />
        </h1>
        <p class="muted">
          {seen.source} · {words.as_of} {formatDate(locale, seen.as_of)} · {words.made_by} {seen.made_by}
          {seen.signed_by && (
            <>
              {' '}
              · {words.signed_by} {seen.signed_by} {formatDate(locale, seen.signed_at ?? '')}
            </>
          )}
        </p>
        <dl class="counts">
          <div>
            <dt class="muted small">{words.rows}</dt>
            <dd class="num">{formatNumber(locale, seen.rows)}</dd>
          </div>
          {counts
            .filter(([, count]) => count > 0)
            .map(([note, count]) => (
              <div key={note}>
                <dt class="muted small">{words[`note_${note}`]}</dt>
                <dd class="num" data-testid={`note-${note}`}>
                  {formatNumber(locale, count)}
                </dd>
              </div>
            ))}
        </dl>
        <Sign
          words={words}
          seen={seen}
          refused={setBad}
          signed={() => {
            setBad([]);
            void load();
            changed();
          }}
          dropped={() => {
            changed();
            close();
          }}
        />
        {bad.length > 0 && (
          <div class="by-row" data-testid="problems">
            <p class="notice amber">{words.sign_refused}</p>
            <DataTable
              caption={words.problems}
              columns={[{ label: words.row }, { label: words.column }, { label: words.problem }]}
              rows={bad.map(({ row, field, rule }) => [
                row,
                fieldName(words, locale, type, field),
                problems[`s_${rule}`] ?? rule,
              ])}
            />
          </div>
        )}
      </section>
      {places && choices && (
        <>
          <Compared {...{ words, type, rows: seen.items, places, choices }} />
          <More
            shown={seen.items.length}
            total={formatNumber(locale, seen.rows)}
            more={seen.next ? () => void load(seen) : undefined}
          />
        </>
      )}
    </>
  );
}
