import type { Locale } from '../../contract/locales.ts';
import { fill } from '../../ui/fill.ts';
import type { QuestionBody } from '../documents.ts';
import { Says, useControl, useForm } from './Field.tsx';
import { PictureField } from './PictureField.tsx';
import {
  addOption,
  LETTERS,
  moveOption,
  optionCount,
  putBox,
  putWords,
  removeOption,
  toggleAnswer,
  wordsIn,
} from './question.ts';

interface Props {
  body: QuestionBody;
  locale: Locale;
  change: (next: (body: QuestionBody) => QuestionBody) => void;
}

/** The options of a question in one language, with what is right among them. */
export function OptionsField({ body, locale, change }: Props) {
  const { words } = useForm();
  const { control, findings } = useControl('answer');
  const count = optionCount(body);
  const hint =
    body.kind === 'sort' ? words.sort_hint : body.kind === 'multiple' ? words.options_hint : words.option_hint;
  return (
    <div class="field" role="group" aria-labelledby="options-label" data-field="options">
      <span id="options-label">
        <span class="label">{body.kind === 'judge' ? words.field_answer : words.field_options}</span>
        <span class="small muted hint-text">{hint}</span>
      </span>
      {body.kind === 'picture' && <p class="small muted">{words.alt_hint}</p>}
      <ol class="options" id={control.id} tabIndex={-1}>
        {Array.from({ length: count }, (_, place) => (
          <Option key={place} {...{ body, locale, change, place, count }} />
        ))}
      </ol>
      <Says id={control.id} findings={findings} />
      {body.kind !== 'judge' && count < LETTERS.length && (
        <div>
          <button type="button" class="btn" onClick={() => change(addOption)}>
            + {words.add_option}
          </button>
        </div>
      )}
    </div>
  );
}

function Option({ body, locale, change, place, count }: Props & { place: number; count: number }) {
  const { words } = useForm();
  const letter = LETTERS[place] ?? '';
  const { control, findings } = useControl(`option.${letter}`, locale);
  const own = wordsIn(body, locale);
  const say = (text: string) => fill(text, { letter });
  if (body.kind === 'judge') {
    return (
      <li class="option">
        {/* biome-ignore lint/a11y/noLabelWithoutControl: Mark is its input */}
        <label class="row flag">
          <Mark body={body} place={place} change={change} />
          {place === 0 ? words.judge_true : words.judge_false}
        </label>
      </li>
    );
  }
  const picture = body.kind === 'picture';
  return (
    <li class="option">
      <div class="option-line">
        {body.kind === 'sort' ? <b class="letter">{place + 1}</b> : <Mark body={body} place={place} change={change} />}
        {body.kind !== 'sort' && (
          <b class="letter" aria-hidden="true">
            {letter}
          </b>
        )}
        <input
          {...control}
          type="text"
          name={`option-${letter}`}
          class="grow"
          lang={locale}
          value={own.options[place] ?? ''}
          maxLength={200}
          aria-label={say(picture ? words.field_option_alt : words.field_option)}
          placeholder={picture ? say(words.field_option_alt) : undefined}
          onInput={(event) => {
            const text = event.currentTarget.value;
            change((now) =>
              putWords(now, locale, {
                options: wordsIn(now, locale).options.map((old, i) => (i === place ? text : old)),
              }),
            );
          }}
        />
        {body.kind === 'sort' && <Boxes {...{ body, locale, place, change }} />}
        <span class="option-tools">
          <button
            type="button"
            class="icon"
            aria-label={say(words.option_up)}
            disabled={place === 0}
            onClick={() => change((now) => moveOption(now, place, -1))}
          >
            ↑
          </button>
          <button
            type="button"
            class="icon"
            aria-label={say(words.option_down)}
            disabled={place === count - 1}
            onClick={() => change((now) => moveOption(now, place, 1))}
          >
            ↓
          </button>
          <button
            type="button"
            class="icon"
            aria-label={say(words.remove_option)}
            disabled={count <= 2}
            onClick={() => change((now) => removeOption(now, place))}
          >
            ×
          </button>
        </span>
      </div>
      {picture && (
        <PictureField
          label={fill(words.picture_for, { letter })}
          hash={body.pictures?.[place] ?? null}
          put={(hash) =>
            change((now) => ({ ...now, pictures: (now.pictures ?? []).map((old, i) => (i === place ? hash : old)) }))
          }
        />
      )}
      <Says id={control.id} findings={findings} />
    </li>
  );
}

/** The button that makes an option the right one. */
function Mark({ body, place, change }: Omit<Props, 'locale'> & { place: number }) {
  const { words } = useForm();
  const letter = LETTERS[place] ?? '';
  return (
    <input
      type={body.kind === 'multiple' ? 'checkbox' : 'radio'}
      name="answer"
      value={letter}
      aria-label={fill(words.right_answer, {
        letter: body.kind === 'judge' ? words[place ? 'judge_false' : 'judge_true'] : letter,
      })}
      checked={body.answer.includes(letter)}
      onChange={() => change((now) => toggleAnswer(now, place))}
    />
  );
}

function Boxes({ body, locale, place, change }: Props & { place: number }) {
  const { words } = useForm();
  const names = wordsIn(body, locale).boxes ?? ['', ''];
  return (
    <select
      name={`box-${place + 1}`}
      aria-label={`${words.field_answer} ${place + 1}`}
      value={body.answer[place] ?? 'A'}
      onChange={(event) => {
        const box = event.currentTarget.value as 'A' | 'B';
        change((now) => putBox(now, place, box));
      }}
    >
      {(['A', 'B'] as const).map((box, i) => (
        <option key={box} value={box}>
          {names[i] || fill(words.field_box, { letter: box })}
        </option>
      ))}
    </select>
  );
}
