import { useState } from 'preact/hooks';
import type { BriefBody } from '../../contract/events.ts';
import type { Locale } from '../../contract/locales.ts';
import { fill } from '../../ui/fill.ts';
import { Field } from '../editor/Field.tsx';
import { OrderedList } from '../editor/OrderedList.tsx';
import { PictureField } from '../editor/PictureField.tsx';
import { Line } from '../games/Line.tsx';
import { MOST_BRIEF, movePicture } from './brief.ts';
import type { EventEditorWords } from './event.ts';

interface Props {
  words: EventEditorWords;
  body: BriefBody;
  change: (next: (body: BriefBody) => BriefBody) => void;
  locale: Locale;
}

/** Photographs of a date, each with what it shows and who agreed to being shown. */
export function BriefPictures({ words, body, change, locale }: Props) {
  const [selected, select] = useState<string | null>(null);
  const put = (i: number, patch: Partial<BriefBody['pictures'][number]>) =>
    change((now) => ({ ...now, pictures: now.pictures.map((one, at) => (at === i ? { ...one, ...patch } : one)) }));
  const add = (hash: string) => {
    change((now) =>
      now.pictures.some((one) => one.hash === hash)
        ? now
        : { ...now, pictures: [...now.pictures, { hash, alt: { 'zh-Hans': '' }, consent: '' }] },
    );
    select(hash);
  };
  const items = body.pictures.map((one, i) => ({ ...one, id: one.hash, n: i + 1 }));
  const name = (one: (typeof items)[number]) => one.alt['zh-Hans']?.trim() || fill(words.picture_n, { n: one.n });
  return (
    <fieldset class="card group" data-field="pictures">
      <legend>{words.field_pictures}</legend>
      <p class="small muted">{words.pictures_lead}</p>
      <OrderedList
        items={items}
        selected={selected}
        select={select}
        move={(hash, by) => change((now) => movePicture(now, hash, by))}
        remove={(hash) => change((now) => ({ ...now, pictures: now.pictures.filter((one) => one.hash !== hash) }))}
        nameOf={name}
        fieldOf={(_, place) => `pictures.${place}.`}
        words={words}
        look="brief-pictures"
        mark={({ hash }) => <img src={`/media/${hash}`} alt="" width="64" height="42" />}
        about={({ consent }) => consent}
      >
        {(one, i) => (
          <>
            <Line
              field={`pictures.${i}.alt`}
              label={words.field_alt}
              locale={locale}
              most={MOST_BRIEF.alt}
              text={one.alt}
              put={(alt) => put(i, { alt })}
            />
            <Field field={`pictures.${i}.consent`} label={words.field_consent} hint={words.consent_hint}>
              {(control) => (
                <input
                  {...control}
                  type="text"
                  name="consent"
                  maxLength={MOST_BRIEF.consent}
                  value={one.consent}
                  onInput={({ currentTarget }) => put(i, { consent: currentTarget.value })}
                />
              )}
            </Field>
          </>
        )}
      </OrderedList>
      {body.pictures.length < MOST_BRIEF.pictures && (
        <PictureField id="f-pictures" hash={null} put={add} label={words.add_picture} />
      )}
    </fieldset>
  );
}
