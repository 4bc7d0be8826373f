import type { BriefPage, Figure } from '../../contract/events.ts';
import { fill } from '../../ui/fill.ts';
import type { EventWords } from './say.ts';

interface Props {
  figures: BriefPage['figures'];
  words: EventWords;
  /** writes a number */
  count: (value: number) => string;
  share: (part: number) => string;
  /** when the figures were taken, in words */
  day: string;
}

/** What was counted at a date. A figure keeps its qualifier (余, 近, 突破), its unit and how it came about. */
export function BriefFigures({ figures, words, count, share, day }: Props) {
  const say = ({ value, qualifier }: Figure) => fill(words[`figure_${qualifier}`], { n: count(value) });
  const { counted, scanned, signed_up, materials, helpers, teams, quiz } = figures;
  const hours = (people: number, minutes: number) =>
    fill(words.brief_hours, { people: count(people), hours: count(Math.round(minutes / 6) / 10) });
  const rows = [
    counted && {
      name: words.brief_people,
      text: fill(words[`brief_${counted.unit}`], { n: say(counted) }),
      how: words[`brief_${counted.how}`],
    },
    signed_up > 0 && { name: words.brief_signed, text: fill(words.brief_persons, { n: count(signed_up) }) },
    scanned > 0 && { name: words.brief_scanned, text: fill(words.brief_persons, { n: count(scanned) }) },
    ...materials.map(({ name, handed, qualifier }) => ({
      name: `${words.brief_handed} · ${name}`,
      text: say({ value: handed, qualifier }),
    })),
    helpers.people > 0 && { name: words.brief_helpers, text: hours(helpers.people, helpers.minutes) },
    ...teams.map(({ name, people, minutes }) => ({ name, text: hours(people, minutes) })),
    quiz && {
      name: words.brief_quiz,
      text: fill(words.brief_quiz_text, {
        people: count(quiz.people),
        total: count(quiz.total),
        share: share(quiz.correct / Math.max(1, quiz.total)),
      }),
    },
  ].filter((row) => row !== null && row !== false) as { name: string; text: string; how?: string }[];
  if (rows.length === 0) return null;
  return (
    <section class="card stack tight" aria-labelledby="figures">
      <h2 id="figures">{words.brief_figures}</h2>
      <dl class="brief-figures">
        {rows.map(({ name, text, how }) => (
          <div key={name}>
            <dt class="muted">{name}</dt>
            <dd>
              <strong class="song num">{text}</strong>
              {how && <span class="muted small">{how}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <p class="muted small">{fill(words.brief_note, { day })}</p>
    </section>
  );
}
