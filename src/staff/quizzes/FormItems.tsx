import type { TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { Field, Says, useControl } from '../editor/Field.tsx';
import { useDesk } from '../shell/Console.tsx';
import { missingKps, mostItems, move, toggle } from './items.ts';
import { Picker, Question } from './Picker.tsx';
import type { ItemsProps } from './PoolItems.tsx';
import { readCount } from './quiz.ts';
import type { FormVersion } from './useVersion.ts';

/** The questions of a monitoring form in their order, the threshold, and its version. */
export function FormItems({ words, body, change, pool, topics, version }: ItemsProps & { version: FormVersion }) {
  const desk = useDesk();
  const { control, findings } = useControl('items');
  const list = useRef<HTMLOListElement>(null);
  const items = body.items ?? [];
  const most = mostItems(body);
  const put = (next: (items: string[]) => string[]) => change((now) => ({ ...now, items: next(now.items ?? []) }));
  const step = (key: string, by: -1 | 1) => {
    put((now) => move(now, key, by));
    // the row keeps the focus that moved with it
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-item="${key}"]`)?.focus());
  };
  const hear = (event: TargetedKeyboardEvent<HTMLLIElement>, key: string) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    step(key, event.key === 'ArrowUp' ? -1 : 1);
  };
  const missing = pool ? missingKps(pool.list, items) : [];
  return (
    <>
      <VersionNote words={words} version={version} now={body.version ?? 1} />
      <fieldset class="card group">
        <legend>{words.form}</legend>
        <p id={control.id} tabIndex={-1} class="small muted">
          {fill(words.form_hint, { count: items.length, most })}
        </p>
        <Says id={control.id} findings={findings} />
        <ol ref={list} class="form-items" aria-label={words.form}>
          {items.map((key, place) => (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: Alt and the arrows move the row at hand
            <li key={key} data-item={key} tabIndex={0} onKeyDown={(event) => hear(event, key)}>
              <span class="num muted place">{place + 1}</span>
              {pool?.byKey.get(key) ? (
                <Question
                  one={pool.byKey.get(key) ?? { key, title: key, kp: null, question_kind: null, stages: null }}
                  topics={topics}
                />
              ) : (
                <span class="grow">
                  {key} {pool?.whole && <span class="state changed">{words.not_live}</span>}
                </span>
              )}
              <span class="tools">
                <button
                  type="button"
                  class="icon"
                  disabled={place === 0}
                  aria-label={fill(words.up, { n: place + 1 })}
                  onClick={() => step(key, -1)}
                >
                  ↑
                </button>
                <button
                  type="button"
                  class="icon"
                  disabled={place === items.length - 1}
                  aria-label={fill(words.down, { n: place + 1 })}
                  onClick={() => step(key, 1)}
                >
                  ↓
                </button>
                <button
                  type="button"
                  class="icon"
                  aria-label={fill(words.take_out, { n: place + 1 })}
                  onClick={() => put((now) => now.filter((one) => one !== key))}
                >
                  ×
                </button>
              </span>
            </li>
          ))}
        </ol>
        {items.length > 1 && <p class="small muted no-print">{words.move_hint}</p>}
        {missing.length > 0 && (
          <p class="small muted">
            {words.missing_kps}{' '}
            {missing.map((kp) => (
              <span key={kp} class="state">
                {kp} {topics[kp]}
              </span>
            ))}
          </p>
        )}
        {!pool && (
          <p class="muted" role="status">
            {desk.words.loading}
          </p>
        )}
        {pool && pool.list.length === 0 && (
          <p class="notice">
            {words.form_none} <a href={`${desk.prefix}/staff/questions?pool=monitoring`}>{words.to_bank}</a>
          </p>
        )}
        {pool && pool.list.length > 0 && (
          <details class="pick" open={items.length === 0}>
            <summary>{words.picker}</summary>
            <Picker
              words={words}
              pool={pool}
              topics={topics}
              items={items}
              toggle={(key) => put((now) => toggle(now, key, most))}
            />
          </details>
        )}
        <div class="fields narrow">
          <Field
            field="threshold"
            label={words.field_threshold}
            hint={fill(words.threshold_hint, { count: items.length })}
          >
            {(control) => (
              <input
                {...control}
                type="number"
                name="threshold"
                min={1}
                max={Math.max(items.length, 1)}
                value={body.threshold ?? ''}
                onInput={(event) => {
                  const threshold = readCount(event.currentTarget.value);
                  change((now) => ({ ...now, threshold }));
                }}
              />
            )}
          </Field>
        </div>
      </fieldset>
    </>
  );
}

/** Why a form goes on as its next version, and what becomes of answers to the one before. */
function VersionNote({ words, version, now }: Pick<ItemsProps, 'words'> & { version: FormVersion; now: number }) {
  const { live, locked } = version;
  if (live === null) return null;
  const next = now > live;
  return (
    <div class={next ? 'notice amber' : 'notice'} role="status" data-testid="version" data-version={now}>
      <b>{fill(next ? words.version_next : words.version_now, { n: now, live })}</b>
      <p>
        {fill(next ? words.version_next_text : locked ? words.version_locked : words.version_free, { n: now, live })}
      </p>
    </div>
  );
}
