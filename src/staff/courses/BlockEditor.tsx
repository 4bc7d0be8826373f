import type { BlockBody } from '../../contract/courses.ts';
import type { Locale } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { Says, useControl } from '../editor/Field.tsx';
import { NumberField } from '../editor/NumberField.tsx';
import { PictureField } from '../editor/PictureField.tsx';
import type { Stepped } from '../games/game.ts';
import { Line } from '../games/Line.tsx';
import { Steps } from '../games/Steps.tsx';
import { asks, blockField, HOUR, type LessonEditorWords, MOST, needsText, STEPS, stepped } from './lesson.ts';
import { MarkdownLine } from './MarkdownLine.tsx';

export interface BlockProps {
  words: LessonEditorWords;
  block: BlockBody;
  /** from 0 */
  place: number;
  put: (next: (block: BlockBody) => BlockBody) => void;
  locale: Locale;
}

/** Everything about one block of a lesson. */
export function BlockEditor(props: BlockProps) {
  const { words, block, place, put, locale } = props;
  const { kind } = block;
  const at = (field: string) => blockField(place, field);
  const say = (field: 'title' | 'text' | 'note') => ({
    ...{ field: at(field), locale, most: MOST[field], text: block[field] ?? {} },
    put: (text: Words) => put((now) => ({ ...now, [field]: text })),
  });
  return (
    <>
      <p class="small muted">{words[`about_block_${kind}`]}</p>
      <Line {...say('title')} label={words.field_title} />
      {kind !== 'recall' && (
        <div class="row block-time">
          <NumberField
            field={at('minutes')}
            label={words.field_minutes}
            value={block.minutes}
            range={[1, HOUR]}
            put={(minutes) => put((now) => ({ ...now, minutes: minutes ?? 0 }))}
          />
          {(kind !== 'help' || block.optional) && (
            <label class="row flag">
              <input
                type="checkbox"
                name={at('optional')}
                checked={block.optional}
                onChange={({ currentTarget }) => put((now) => ({ ...now, optional: currentTarget.checked }))}
              />
              {words.optional_long}
            </label>
          )}
        </div>
      )}
      <MarkdownLine
        {...say('text')}
        label={needsText(kind) ? words.field_text : kind === 'picture' ? words.field_caption : words.field_intro}
        hint={needsText(kind) ? words.text_hint : words.may_be_empty}
        rows={needsText(kind) ? 6 : 2}
      />
      {kind !== 'recall' && <Picture {...props} />}
      <Asked {...props} />
      <Line {...say('note')} label={words.field_note} hint={words.note_hint} rows={2} />
      <p class="small muted">
        {words.block_id} <span class="code">{block.id}</span>
      </p>
    </>
  );
}

/** A picture, and in words what it shows. */
function Picture({ words, block, place, put, locale }: BlockProps) {
  const { control, findings } = useControl(blockField(place, 'picture'));
  return (
    <div class="stack tight block-picture">
      <div class="field" role="group" aria-label={words.field_picture} id={control.id} tabIndex={-1}>
        <span class="label">{words.field_picture}</span>
        <PictureField
          hash={block.picture}
          put={(picture) => put((now) => ({ ...now, picture }))}
          drop={{ label: words.picture_drop, act: () => put((now) => ({ ...now, picture: null })) }}
        />
        <Says id={control.id} findings={findings} />
      </div>
      {block.picture && (
        <Line
          field={blockField(place, 'picture_alt')}
          label={words.field_picture_alt}
          hint={words.alt_hint}
          locale={locale}
          most={MOST.picture_alt}
          text={block.picture_alt ?? {}}
          put={(picture_alt) => put((now) => ({ ...now, picture_alt }))}
        />
      )}
    </div>
  );
}

/** What is answered: boxes and steps, written as those of a game. */
function Asked({ words, block, place, put, locale }: BlockProps) {
  const body = stepped(block);
  const boxes = useControl(blockField(place, 'boxes'));
  if (!body || !asks(block.kind)) return null;
  const [fewest, most] = STEPS[block.kind];
  const change = (next: <B extends Stepped>(body: B) => B) =>
    put((now) => {
      const own = stepped(now);
      return own ? { ...now, steps: next(own).steps } : now;
    });
  const putBox = (box: 0 | 1, text: Words) =>
    put((now) => ({ ...now, boxes: now.boxes && (box ? [now.boxes[0], text] : [text, now.boxes[1]]) }));
  return (
    <>
      {block.boxes && (
        <div class="fields" id={boxes.control.id} tabIndex={-1}>
          {([0, 1] as const).map((box) => (
            <Line
              key={box}
              field={blockField(place, `box.${box ? 'B' : 'A'}`)}
              label={words[box ? 'box_B' : 'box_A']}
              locale={locale}
              most={MOST.box}
              text={block.boxes?.[box] ?? {}}
              put={(text) => putBox(box, text)}
            />
          ))}
        </div>
      )}
      <Says id={boxes.control.id} findings={boxes.findings} />
      <Steps
        {...{ words, body, change, locale, fewest, most }}
        at={blockField(place)}
        hint={block.kind === 'recall' ? fill(words.hint_recall, { n: 3 }) : undefined}
      />
    </>
  );
}
