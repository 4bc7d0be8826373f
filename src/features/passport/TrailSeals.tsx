import type { MyStamps, TrailCard } from '../../contract/trails.ts';
import { fill, fillCount } from '../../ui/fill.ts';
import { Seal } from '../../ui/Seal.tsx';
import type { PassportWords } from './Passport.island.tsx';
import { type Noted, type Scroll, scrolls } from './seals.ts';

interface Props {
  words: PassportWords;
  locale: string;
  trails: TrailCard[];
  stamps: MyStamps | null;
  noted: Noted;
  trailsPath: string;
  rewardsPath: string;
}

/** What was collected on the way, a hand scroll for each trail. */
export function TrailSeals({ words, locale, trails, stamps, noted, trailsPath, rewardsPath }: Props) {
  const { walked, fresh, away } = scrolls(trails, stamps?.stamps ?? [], noted);
  return (
    <section class="card stack" data-testid="trails">
      <h2>{words.trails}</h2>
      {walked.length === 0 && <p class="muted">{words.trails_none}</p>}
      {walked.map((scroll) => (
        <Strip key={scroll.trail.slug} words={words} locale={locale} scroll={scroll} path={trailsPath} />
      ))}
      {away > 0 && <p class="muted small">{fillCount(words, 'trails_away', away, locale)}</p>}
      {walked.length > 0 && fresh.length > 0 && (
        <div class="fresh">
          <span class="muted small">{words.trails_fresh}</span>
          {fresh.map(({ slug, title }) => (
            <a key={slug} href={`${trailsPath}/${slug}`}>
              {title}
            </a>
          ))}
        </div>
      )}
      <div class="row">
        {walked.length === 0 && (
          <a class="btn" href={trailsPath}>
            {words.trails_to}
          </a>
        )}
        <a class="btn" href={rewardsPath}>
          {words.to_rewards}
        </a>
      </div>
    </section>
  );
}

const SAID = { got: 'stamp_got', noted: 'stamp_noted', open: 'stamp_open' } as const;

interface StripProps {
  words: PassportWords;
  locale: string;
  scroll: Scroll;
  path: string;
}

function Strip({ words, locale, scroll, path }: StripProps) {
  const { trail, seals, n, noted } = scroll;
  return (
    <div class="stack tight" data-trail={trail.slug}>
      <div class="row between">
        <h3>
          <a href={`${path}/${trail.slug}`}>{trail.title}</a>
        </h3>
        <span class="muted small num" data-testid="trail-count">
          {fill(words.seals_count ?? '', { n, total: seals.length })}
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard */}
      <ol class="strip" tabIndex={0} aria-label={fill(words.trail_scroll ?? '', { trail: trail.title })}>
        {seals.map(({ id, name, seal, state }) => (
          <li key={id} class={state === 'noted' ? 'noted' : undefined} data-state={state}>
            <Seal text={seal} label={fill(words[SAID[state]] ?? '', { name })} got={state !== 'open'} />
            <span aria-hidden="true">{name}</span>
          </li>
        ))}
      </ol>
      {noted > 0 && <p class="muted small">{fillCount(words, 'trail_noted', noted, locale)}</p>}
    </div>
  );
}
