import type { PointRules, Points } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import type { PassportWords } from './Passport.island.tsx';

interface Props {
  words: PassportWords;
  points: Points | null;
  /** null before the first rules are published */
  rules: PointRules | null;
  /** the day from which these rules hold, in words */
  since: string;
}

/** What the records of this person are worth in points, and the rules in words. */
export function PointsCard({ words, points, rules, since }: Props) {
  if (!rules) return null;
  return (
    <section class="card stack tight" data-testid="points">
      <div class="row between">
        <h2>{words.points}</h2>
        <span class="muted small num">{fill(words.points_today ?? '', { n: points?.today ?? 0 })}</span>
      </div>
      <p class="points song" data-testid="points-total">
        {points?.total ?? 0}
      </p>
      {points && points.by_kind.length > 0 && (
        <ul class="kinds">
          {points.by_kind.map(({ kind, points: n }) => (
            <li key={kind} class="chip reward num">
              {words[`by_${kind}`]} {n}
            </li>
          ))}
        </ul>
      )}
      <p class="muted">{words.points_use}</p>
      <details>
        <summary class="btn">{words.points_how}</summary>
        <ul class="rules">
          {rules.kinds
            .filter((rule) => rule.points > 0)
            .map((rule) => (
              <li key={rule.kind}>
                {fill(words[`points_kind_${rule.kind}`] ?? '', { n: rule.points })}
                <span class="muted">{fill(words.points_cap ?? '', { n: rule.daily })}</span>
              </li>
            ))}
        </ul>
        <p class="small">{fill(words.points_once ?? '', { daily: rules.daily })}</p>
        <p class="muted small">
          {fill((since ? words.points_version_since : words.points_version) ?? '', { version: rules.version, since })}
        </p>
      </details>
    </section>
  );
}
