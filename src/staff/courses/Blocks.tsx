import type { LessonBody } from '../../contract/courses.ts';
import type { Locale } from '../../contract/locales.ts';
import { fill } from '../../ui/fill.ts';
import { Says, useControl } from '../editor/Field.tsx';
import { OrderedList } from '../editor/OrderedList.tsx';
import { BlockEditor } from './BlockEditor.tsx';
import {
  addBlock,
  BLOCK_KINDS,
  blockField,
  HOUR,
  type LessonEditorWords,
  MOST,
  minutesOf,
  moveBlock,
  putBlock,
  removeBlock,
} from './lesson.ts';

interface Props {
  words: LessonEditorWords;
  body: LessonBody;
  change: (next: (body: LessonBody) => LessonBody) => void;
  locale: Locale;
  selected: string | null;
  select: (id: string | null) => void;
}

/** The blocks of the hour in their order, with the minutes they take together. */
export function Blocks({ words, body, change, locale, selected, select }: Props) {
  const { control, findings } = useControl('blocks');
  const add = (kind: (typeof BLOCK_KINDS)[number]) => {
    const next = addBlock(body, kind);
    const made = next.blocks.find(({ id }) => !body.blocks.some((block) => block.id === id));
    change(() => next);
    if (made) select(made.id);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-open="${made?.id}"]`)?.focus());
  };
  const hasRecall = body.blocks.some(({ kind }) => kind === 'recall');
  return (
    <fieldset class="card group">
      <legend>{fill(words.blocks, { count: body.blocks.length })}</legend>
      <p id={control.id} tabIndex={-1} class="small muted">
        {words.blocks_hint}
      </p>
      <Minutes words={words} minutes={minutesOf(body)} />
      <Says id={control.id} findings={findings} />
      <OrderedList
        items={body.blocks}
        selected={selected}
        select={select}
        move={(id, by) => change((now) => moveBlock(now, id, by))}
        remove={(id) => change((now) => removeBlock(now, id))}
        nameOf={(block) => block.title[locale]?.trim() || block.title['zh-Hans']?.trim() || words.untitled_block}
        fieldOf={(_, place) => blockField(place)}
        words={words}
        look="block-list"
        about={(block) => (
          <>
            {words[`block_${block.kind}`]}
            {block.kind !== 'recall' && ` · ${fill(words.minutes_n, { n: block.minutes })}`}
            {block.optional && ` · ${words.optional}`}
          </>
        )}
      >
        {(block, place) => (
          <BlockEditor
            key={`${block.id} ${locale}`}
            {...{ words, block, place, locale }}
            put={(next) => change((now) => putBlock(now, block.id, next))}
          />
        )}
      </OrderedList>
      <fieldset class="row add-block" aria-label={words.add_block}>
        <span class="small muted">{words.add_block}</span>
        {BLOCK_KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            class="btn"
            disabled={body.blocks.length >= MOST.blocks || (kind === 'recall' && hasRecall)}
            onClick={() => add(kind)}
          >
            + {words[`block_${kind}`]}
          </button>
        ))}
      </fieldset>
      {body.blocks.length > 1 && <p class="small muted">{words.block_keys}</p>}
    </fieldset>
  );
}

/** How much of the class hour is planned. */
function Minutes({ words, minutes }: { words: LessonEditorWords; minutes: number }) {
  const left = HOUR - minutes;
  return (
    <p class="row minutes" role="status" data-minutes={minutes}>
      <progress max={HOUR} value={Math.min(minutes, HOUR)} aria-label={words.field_minutes} />
      <span class={left === 0 ? 'num' : 'num unread'}>
        {left === 0
          ? fill(words.minutes_full, { n: minutes })
          : fill(left > 0 ? words.minutes_left : words.minutes_over, { n: minutes, rest: Math.abs(left) })}
      </span>
    </p>
  );
}
