import type { Checkpoint } from '../../contract/trails.ts';
import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';
import { Icon } from '../../ui/Icon.tsx';
import { pin } from '../../ui/icons.ts';
import { Seal } from '../../ui/Seal.tsx';
import { waysOf } from './handover.ts';
import { told } from './trails.ts';

interface Props {
  point: Checkpoint;
  place: number;
  /** HTML of the story, made safe */
  story: string;
  words: Areas['trails'];
  /** where its question is answered, or being there is judged by the phone; null: neither is asked of it */
  ways: { href: string; label: string } | null;
}

/** One stop: its story, what to do there and how its seal is got. */
export function PointCard({ point, place, story, words, ways }: Props) {
  const { id, name, seal, required } = point;
  return (
    <article class="card stack point" id={id} data-point={id} aria-labelledby={`${id}-name`}>
      <header class="row">
        <Seal text={seal} size={56} />
        <div class="grow">
          <p class="muted small">
            {fill(words.stop, { n: place })}
            {!required && ` · ${words.optional}`}
            <span data-stamped data-got={words.got} data-waits={words.got_waits} data-refused={words.refused} />
          </p>
          <h3 id={`${id}-name`}>{name}</h3>
        </div>
      </header>
      <p class="where muted">
        <Icon d={pin} size={20} />
        <span>{point.place}</span>
      </p>
      {point.picture && (
        <img
          src={point.picture}
          alt={point.picture_alt ?? ''}
          width="640"
          height="400"
          loading="lazy"
          decoding="async"
        />
      )}
      {/* made by story.ts, which lets no HTML of the writer through */}
      <div class="story" dangerouslySetInnerHTML={{ __html: story }} />
      {point.audio && (
        // biome-ignore lint/a11y/useMediaCaption: what is heard stands above it
        <audio controls preload="none" src={point.audio} aria-label={fill(words.listen, { name })} />
      )}
      {point.todo && (
        <div class="todo">
          <h4>{words.todo}</h4>
          <p>{point.todo}</p>
        </div>
      )}
      <div class="proofs">
        <h4>{words.how}</h4>
        <p>{waysOf(told(point.proofs), words)}</p>
        {ways && (
          <a class="btn no-print" href={ways.href}>
            {ways.label}
          </a>
        )}
      </div>
      {point.game && (
        <div class="game js no-print" data-game={point.game.slug}>
          <button class="btn wide" type="button">
            {fill(words.play, { title: point.game.title })}
          </button>
        </div>
      )}
    </article>
  );
}
