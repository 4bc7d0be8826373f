import type { Locale } from '../../contract/locales.ts';
import type { GameBody, Words } from '../../contract/trails.ts';
import type { Areas } from '../../i18n/keys.ts';
import { Languages } from '../editor/Languages.tsx';
import { type GameEditorWords, LETTERS, MOST } from './game.ts';
import { Line } from './Line.tsx';

export interface FormProps {
  words: Areas['console_editor'] & GameEditorWords;
  body: GameBody;
  change: (next: (body: GameBody) => GameBody) => void;
  /** language being written */
  locale: Locale;
}

/** Title, first words and the names of the boxes; the tabs choose the language of the steps below as well. */
export function Texts({ words, body, change, locale, pick }: FormProps & { pick: (locale: Locale) => void }) {
  const putBox = (place: 0 | 1, text: Words) =>
    change((now) => ({ ...now, boxes: now.boxes && (place ? [now.boxes[0], text] : [text, now.boxes[1]]) }));
  return (
    <fieldset class="card group">
      <legend>{words.texts}</legend>
      <Languages {...{ body, change, locale, pick }} said={(one) => body.title[one]} controls="game-words" />
      <div id="game-words" role="tabpanel" aria-labelledby={`tab-${locale}`} class="stack" key={locale}>
        <Line
          field="title"
          label={words.field_title}
          locale={locale}
          most={MOST.title}
          text={body.title}
          put={(title) => change((now) => ({ ...now, title }))}
        />
        <Line
          field="intro"
          label={words.field_intro}
          hint={words.intro_hint}
          rows={2}
          locale={locale}
          most={MOST.intro}
          text={body.intro}
          put={(intro) => change((now) => ({ ...now, intro }))}
        />
        {body.boxes && (
          <div class="fields">
            {([0, 1] as const).map((place) => (
              <Line
                key={place}
                field={`box.${LETTERS[place]}`}
                label={words[place ? 'box_B' : 'box_A']}
                locale={locale}
                most={MOST.box}
                text={body.boxes?.[place] ?? {}}
                put={(text) => putBox(place, text)}
              />
            ))}
          </div>
        )}
      </div>
    </fieldset>
  );
}
