import type { ComponentChildren } from 'preact';
import type { Words } from '../../contract/trails.ts';
import { MarkdownLine } from '../courses/MarkdownLine.tsx';
import { PictureField } from '../editor/PictureField.tsx';
import { Line } from '../games/Line.tsx';
import { MOST } from './event.ts';
import type { FormProps } from './form.ts';

/** What is said of the event, who makes it, and its picture. */
export function EventTexts({ words, body, change, locale, children }: FormProps & { children?: ComponentChildren }) {
  const line = (field: 'title' | 'summary' | 'text' | 'organiser' | 'partners' | 'picture_alt') => ({
    ...{ field, locale, label: words[`field_${field}`], most: MOST[field], text: body[field] ?? {} },
    put: (text: Words) => change((now) => ({ ...now, [field]: text })),
  });
  return (
    <fieldset class="card group">
      <legend>{words.texts}</legend>
      <Line {...line('title')} />
      {children}
      <Line {...line('summary')} hint={words.summary_hint} rows={2} />
      <MarkdownLine {...line('text')} hint={words.text_hint} rows={6} />
      <div class="fields even">
        <Line {...line('organiser')} />
        <Line {...line('partners')} hint={words.may_be_empty} />
      </div>
      <div class="field" data-field="picture">
        <span class="label">{words.field_picture}</span>
        <PictureField
          id="f-picture"
          hash={body.picture}
          put={(picture) => change((now) => ({ ...now, picture }))}
          drop={{ label: words.picture_remove, act: () => change((now) => ({ ...now, picture: null })) }}
        />
      </div>
      {body.picture && <Line {...line('picture_alt')} />}
    </fieldset>
  );
}
