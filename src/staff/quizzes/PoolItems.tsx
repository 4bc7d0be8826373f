import { fill } from '../../ui/fill.ts';
import { Says, useControl } from '../editor/Field.tsx';
import { useDesk } from '../shell/Console.tsx';
import { addAll, countsByKp, mostItems, removeAll, toggle } from './items.ts';
import { Picker } from './Picker.tsx';
import type { QuizBody, QuizWords } from './quiz.ts';
import type { QuestionPool } from './usePool.ts';

export interface ItemsProps {
  words: QuizWords;
  body: QuizBody;
  change: (next: (body: QuizBody) => QuizBody) => void;
  pool: QuestionPool | null;
  topics: Record<number, string>;
}

/** The pool that a contest draws from: by knowledge point, and one by one. */
export function PoolItems({ words, body, change, pool, topics }: ItemsProps) {
  const desk = useDesk();
  const { control, findings } = useControl('items');
  const items = body.items ?? [];
  const put = (next: (items: string[]) => string[]) => change((now) => ({ ...now, items: next(now.items ?? []) }));
  const most = mostItems(body);
  const lost = pool?.whole ? items.filter((key) => !pool.byKey.has(key)) : [];
  return (
    <fieldset class="card group">
      <legend>{words.pool}</legend>
      <p id={control.id} tabIndex={-1} aria-describedby={control['aria-describedby']}>
        <strong data-testid="pool-size">{fill(words.pool_size, { count: items.length, draw: body.draw ?? 0 })}</strong>{' '}
        <span class="muted small">{fill(words.pool_most, { count: most })}</span>
      </p>
      <Says id={control.id} findings={findings} />
      {lost.length > 0 && (
        <p class="notice amber row">
          <span class="grow">{fill(words.lost, { count: lost.length, keys: lost.slice(0, 5).join(' ') })}</span>
          <button type="button" class="btn" onClick={() => put((now) => now.filter((key) => !lost.includes(key)))}>
            {words.lost_remove}
          </button>
        </p>
      )}
      {!pool && (
        <p class="muted" role="status">
          {desk.words.loading}
        </p>
      )}
      {pool && pool.list.length === 0 && (
        <p class="notice">
          {words.pool_none} <a href={`${desk.prefix}/staff/questions?pool=contest`}>{words.to_bank}</a>
        </p>
      )}
      {pool && pool.list.length > 0 && (
        <>
          <div class="table">
            <table class="by-kp">
              <caption class="vh">{words.by_kp}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.by_kp}</th>
                  <th scope="col" class="num">
                    {words.chosen_of}
                  </th>
                  <th scope="col">
                    <span class="vh">{words.acts_kp}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {countsByKp(pool.list, items).map(({ kp, chosen, available }) => (
                  <tr key={kp} data-kp={kp}>
                    <th scope="row">
                      {kp} {topics[kp]}
                    </th>
                    <td class="num">
                      {chosen} / {available}
                    </td>
                    <td class="act">
                      <button
                        type="button"
                        class="btn quiet"
                        disabled={chosen === available || items.length >= most}
                        aria-label={fill(words.add_all_of, { topic: topics[kp] ?? kp })}
                        onClick={() => put((now) => addAll(now, pool.list, kp, most))}
                      >
                        {words.add_all}
                      </button>
                      <button
                        type="button"
                        class="btn quiet"
                        disabled={chosen === 0}
                        aria-label={fill(words.remove_all_of, { topic: topics[kp] ?? kp })}
                        onClick={() => put((now) => removeAll(now, pool.list, kp))}
                      >
                        {words.remove_all}
                      </button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <details class="pick">
            <summary>{words.picker}</summary>
            <Picker
              words={words}
              pool={pool}
              topics={topics}
              items={items}
              toggle={(key) => put((now) => toggle(now, key, most))}
            />
          </details>
        </>
      )}
    </fieldset>
  );
}
