import type { TrailCard } from '../../contract/trails.ts';
import { Seal } from '../../ui/Seal.tsx';
import { Teach } from '../shell/parts.tsx';
import type { CounterWords } from './words.ts';

export interface PointChoice {
  trail: string;
  point: string;
}

interface Props {
  words: CounterWords;
  trails: readonly TrailCard[] | null;
  choice: PointChoice | null;
  choose: (choice: PointChoice | null) => void;
}

/** Which point is being stamped: chosen once for a class. */
export function StampPlace({ words, trails, choice, choose }: Props) {
  if (!trails) {
    return (
      <p class="muted" role="status">
        {words.trails_loading}
      </p>
    );
  }
  if (trails.length === 0) return <Teach title={words.no_trails} text={words.no_trails_text} />;
  const trail = trails.find(({ slug }) => slug === choice?.trail);
  const point = trail?.points.find(({ id }) => id === choice?.point);
  if (trail && point) {
    return (
      <p class="stamp-here card" data-testid="stamp-here">
        <Seal text={point.seal} got size={40} />
        <span class="grow">
          <b>{point.name}</b>
          <br />
          <span class="small muted">{trail.title}</span>
        </span>
        <button type="button" class="btn" onClick={() => choose({ trail: trail.slug, point: '' })}>
          {words.stamp_elsewhere}
        </button>
      </p>
    );
  }
  return (
    <fieldset class="card stamp-place">
      <legend>{words.stamp_where}</legend>
      <label class="stack tight">
        <span>{words.trail}</span>
        <select
          name="trail"
          value={trail?.slug ?? ''}
          onChange={(event) => {
            const slug = event.currentTarget.value;
            choose(slug ? { trail: slug, point: '' } : null);
          }}
        >
          <option value="">{words.choose_one}</option>
          {trails.map(({ slug, title }) => (
            <option key={slug} value={slug}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label class="stack tight">
        <span>{words.point}</span>
        <select
          name="point"
          value={trail ? choice?.point : ''}
          disabled={!trail}
          onChange={(event) => trail && choose({ trail: trail.slug, point: event.currentTarget.value })}
        >
          <option value="">{words.choose_one}</option>
          {trail?.points.map(({ id, name, required }, at) => (
            <option key={id} value={id}>
              {at + 1}. {name}
              {required ? '' : ` ${words.optional}`}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}
