import { PictureField } from '../editor/PictureField.tsx';
import { pointField } from './findings.ts';
import type { PointProps } from './PointEditor.tsx';
import { MOST } from './trail.ts';
import { useTrailWords, WordsField } from './words.tsx';

/** A picture, and in words what it shows. */
export function PointPicture({ point, put, locale }: PointProps) {
  const words = useTrailWords();
  return (
    <div class="stack tight point-picture">
      <div class="field" role="group" aria-label={words.field_picture}>
        <span class="label">{words.field_picture}</span>
        <PictureField
          hash={point.picture}
          put={(picture) => put({ picture })}
          drop={{ label: words.picture_drop, act: () => put({ picture: null }) }}
        />
      </div>
      {point.picture && (
        <WordsField
          field={pointField(point.id, 'picture_alt')}
          locale={locale}
          value={point.picture_alt}
          put={(picture_alt) => put({ picture_alt })}
          most={MOST.picture_alt}
          hint={words.alt_hint}
        />
      )}
    </div>
  );
}
