import type { Locale } from '../../contract/locales.ts';
import type { PointBody } from '../../contract/trails.ts';
import { Seal } from '../../ui/Seal.tsx';
import { Field } from '../editor/Field.tsx';
import { AudioField } from './AudioField.tsx';
import { pointField } from './findings.ts';
import { NumberField } from './NumberField.tsx';
import { PointPicture } from './PointPicture.tsx';
import { PositionField } from './PositionField.tsx';
import { Proofs } from './Proofs.tsx';
import { Question } from './Question.tsx';
import { Story } from './Story.tsx';
import { MOST, RANGES, sealOf } from './trail.ts';
import type { Games } from './useGames.ts';
import { useTrailWords, WordsField } from './words.tsx';

export interface PointProps {
  point: PointBody;
  put: (patch: Partial<PointBody>) => void;
  locale: Locale;
}

/** Everything about one point. */
export function PointEditor({ point, put, locale, games }: PointProps & { games: Games }) {
  const words = useTrailWords();
  const at = (field: string) => pointField(point.id, field);
  const seal = point.seal[locale] || point.seal['zh-Hans'] || '';
  const proposed = sealOf(point.name[locale] ?? '');
  const text = (name: 'name' | 'place' | 'todo', rows?: number, hint?: string) => (
    <WordsField
      field={at(name)}
      locale={locale}
      value={point[name]}
      put={(value) => put({ [name]: value })}
      most={MOST[name]}
      {...(rows ? { rows } : {})}
      {...(hint ? { hint } : {})}
    />
  );
  return (
    <>
      {text('name')}
      <div class="row seal-line">
        <Seal text={seal || '？'} size={62} got label={words.seal_preview} />
        <div class="grow">
          <WordsField
            field={at('seal')}
            locale={locale}
            value={point.seal}
            put={(value) => put({ seal: value })}
            most={MOST.seal}
            hint={words.seal_hint}
          />
        </div>
        {proposed && !point.seal[locale]?.trim() && (
          <button type="button" class="btn" onClick={() => put({ seal: { ...point.seal, [locale]: proposed } })}>
            {words.seal_take}「{proposed}」
          </button>
        )}
      </div>
      {text('place', undefined, words.place_hint)}
      <label class="row flag">
        <input
          type="checkbox"
          name="required"
          checked={point.required}
          onChange={({ currentTarget }) => put({ required: currentTarget.checked })}
        />
        {words.required_long}
      </label>
      <PositionField
        key={point.id}
        field={at('position')}
        value={point.position}
        put={(position) => put({ position })}
      />
      <Proofs point={point} put={put} />
      <NumberField
        field={at('radius_m')}
        value={point.radius_m}
        range={RANGES.radius_m}
        hint={words.radius_hint}
        put={(radius_m) => put({ radius_m })}
      />
      <Question point={point} put={put} locale={locale} />
      <Story point={point} put={put} locale={locale} />
      <PointPicture point={point} put={put} locale={locale} />
      <AudioField point={point} put={put} />
      {text('todo', 2, words.todo_hint)}
      <Field field={at('game')} label={words.field_game} hint={words.game_hint}>
        {(control) => (
          <select
            {...control}
            name="game"
            value={point.game ?? ''}
            onChange={({ currentTarget }) => put({ game: currentTarget.value || null })}
          >
            <option value="">{words.no_game}</option>
            {games.map(({ key, title }) => (
              <option key={key} value={key}>
                {title}
              </option>
            ))}
            {point.game && !games.some(({ key }) => key === point.game) && (
              <option value={point.game}>{point.game}</option>
            )}
          </select>
        )}
      </Field>
      <p class="small muted">
        {words.point_id} <span class="code">{point.id}</span>
      </p>
    </>
  );
}
