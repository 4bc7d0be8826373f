import { useEffect, useState } from 'preact/hooks';
import { formatNumber } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { Toolbar } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import type { RatesWords } from './calls.ts';
import { composite, wrong } from './composite.ts';
import { Fields } from './Fields.tsx';
import { Gains, Parts, wrongText } from './Score.tsx';
import { EXAMPLES, type Example, readTexts, standingOf, type Texts, textsOf } from './standing.ts';

interface Props {
  words: RatesWords;
}

/** The composite of 2019 as a simulator: nothing of it is sent or kept, and it needs no network once it is open. */
export function Composite({ shell, ...props }: Props & { shell: Shell }) {
  return (
    <Console shell={shell} need={['figures.see', 'classes.manage']}>
      {() => <Desk {...props} />}
    </Console>
  );
}

function Desk({ words }: Props) {
  const { locale, prefix } = useDesk();
  const [from, setFrom] = useState<string>(words.example_beijing);
  const [back, setBack] = useState('');
  const [texts, setTexts] = useState<Texts>(() => textsOf(EXAMPLES.beijing, locale));
  useEffect(() => {
    const given = standingOf(location.search);
    const query = new URLSearchParams(location.search);
    if (query.get('p')) setBack(`?p=${encodeURIComponent(query.get('p') ?? '')}`);
    if (!given) return;
    setTexts(textsOf(given, locale));
    setFrom(fill(words.from_place, { place: query.get('name') ?? '' }));
  }, [locale, words]);
  const standing = readTexts(texts);
  const score = composite(standing);
  const problems = wrong(standing);
  const load = (example: Example) => {
    setTexts(textsOf(EXAMPLES[example], locale));
    setFrom(words[`example_${example}`]);
  };
  return (
    <div class="stack">
      <Toolbar label={words.acts}>
        <a class="btn quiet" href={`${prefix}/staff/rates${back}`}>
          ← {words.to_rates}
        </a>
        <span class="grow" />
        {(Object.keys(EXAMPLES) as Example[]).map((example) => (
          <button key={example} type="button" class="btn" onClick={() => load(example)}>
            {words[`example_${example}`]}
          </button>
        ))}
        <button type="button" class="btn" onClick={() => print()}>
          {words.print}
        </button>
      </Toolbar>
      <div class="two">
        <Fields
          words={words}
          texts={texts}
          problems={problems}
          from={from}
          set={(field, text) => {
            setTexts({ ...texts, [field]: text });
            setFrom(words.from_typed);
          }}
        />
        <section class="card stack" aria-labelledby="score">
          <h2 id="score">{words.score}</h2>
          <p>
            <output class="figure" data-testid="score">
              {score === null ? '–' : formatNumber(locale, score, 2)}
            </output>{' '}
            <span class="muted">{words.score_of}</span>
          </p>
          <div role="alert">
            {problems.length > 0 && (
              <ul class="problems" data-testid="wrong">
                {problems.map((one) => (
                  <li key={one.field + one.rule}>{wrongText(words, locale, standing, one)}</li>
                ))}
              </ul>
            )}
          </div>
          {score !== null && <Gains words={words} locale={locale} standing={standing} />}
        </section>
      </div>
      {score !== null && <Parts words={words} locale={locale} standing={standing} />}
    </div>
  );
}
