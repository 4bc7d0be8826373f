import { useState } from 'preact/hooks';
import type { ChecklistBody } from '../../contract/courses.ts';
import type { Locale } from '../../contract/locales.ts';
import { Says, useControl } from '../editor/Field.tsx';
import { OrderedList } from '../editor/OrderedList.tsx';
import { Line } from '../games/Line.tsx';
import { addItem, MOST_COURSE, MOST_ITEMS, moved } from './course.ts';
import type { LessonEditorWords } from './lesson.ts';

interface Props {
  words: LessonEditorWords;
  body: ChecklistBody;
  change: (next: (body: ChecklistBody) => ChecklistBody) => void;
  locale: Locale;
}

/** What is to be ticked, in its order. */
export function ChecklistItems({ words, body, change, locale }: Props) {
  const { control, findings } = useControl('items');
  const [selected, select] = useState<string | null>(body.items[0]?.id ?? null);
  const put = (next: (items: ChecklistBody['items']) => ChecklistBody['items']) =>
    change((now) => ({ ...now, items: next(now.items) }));
  return (
    <fieldset class="card group">
      <legend>{words.field_items}</legend>
      <p class="small muted" id={control.id} tabIndex={-1}>
        {words.items_hint}
      </p>
      <Says id={control.id} findings={findings} />
      <OrderedList
        items={body.items}
        selected={selected}
        select={select}
        move={(id, by) => put((items) => moved(items, (one) => one.id, id, by))}
        remove={(id) => put((items) => items.filter((one) => one.id !== id))}
        nameOf={({ text }) => text[locale]?.trim() || text['zh-Hans']?.trim() || words.untitled_item}
        fieldOf={(_, place) => `item.${place + 1}.`}
        words={words}
        look="item-list"
        about={({ id }) => id}
      >
        {(item, place) => (
          <Line
            key={`${item.id} ${locale}`}
            field={`item.${place + 1}.text`}
            label={words.field_item}
            locale={locale}
            most={MOST_COURSE.item}
            text={item.text}
            put={(text) => put((items) => items.map((one) => (one.id === item.id ? { ...one, text } : one)))}
          />
        )}
      </OrderedList>
      <div>
        <button
          type="button"
          class="btn"
          disabled={body.items.length >= MOST_ITEMS}
          onClick={() => {
            const next = addItem(body);
            change(() => next);
            select(next.items.at(-1)?.id ?? null);
          }}
        >
          + {words.add_item}
        </button>
      </div>
    </fieldset>
  );
}
