import type { RosterNote } from '../../contract/course-rates.ts';
import { fill } from '../../ui/fill.ts';
import type { RatesWords } from './calls.ts';
import { FOUR, type Rate, type RateName, ratesOf } from './rates.ts';
import { Bar, countOf, isOver, shown, type View } from './view.tsx';

/** 四率: each with its counts, its denominator by name, and where that came from. */
export function Four({ words, locale, rates }: View) {
  const { total, rule } = rates;
  const all = ratesOf(total);
  const named: Record<(typeof FOUR)[number], string> = {
    schools: words.of_schools,
    pupils: words.of_pupils,
    done: words.of_pupils,
    contest: words.of_pupils,
  } as Record<RateName, string>;
  const line = (text: string, rate: Rate) => fill(text, { counts: countOf(locale, rate) });
  return (
    <section class="stack" aria-labelledby="four">
      <h2 id="four">{words.four}</h2>
      <ul class="four">
        {FOUR.map((name) => (
          <li key={name} class={isOver(all[name]) ? 'card over' : 'card'} data-testid={`rate-${name}`}>
            <h3>{fill(words[`rate_${name as 'done'}`], { lessons: rule.lessons })}</h3>
            <p class="big num">{shown(all[name])}</p>
            {isOver(all[name]) && (
              <p>
                <span class="state changed">{words.over_mark}</span>
              </p>
            )}
            <Bar rate={all[name]} />
            <p class="num">{line(named[name] ?? '', all[name])}</p>
            {name === 'done' && (
              <p class="num second" data-testid="rate-done_of_registered">
                <strong>{shown(all.done_of_registered)}</strong> {line(words.of_registered, all.done_of_registered)}
              </p>
            )}
            <p class="muted small">
              <Denominator words={words} roster={total.roster} any={all[name].of > 0} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Date, source and signature of a denominator. Districts may sign each their own; what came with the product nobody signed. */
export function Denominator({ words, roster, any }: { words: RatesWords; roster: RosterNote | null; any: boolean }) {
  if (!roster) return <>{any ? words.denominator_parts : words.denominator_none}</>;
  const text = roster.signed_by === roster.source ? words.denominator_loaded : words.denominator;
  return <>{fill(text, { ...roster })}</>;
}
