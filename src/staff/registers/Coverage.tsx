import type { DutyCoverage } from '../../contract/registers.ts';
import { formatNumber } from '../../i18n/format.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { RegisterWords } from './calls.ts';
import { type CellState, type Lack, lacks, lackText, SIGNS, STATES, sayPeriod } from './duties.ts';
import { inWords } from './say.ts';

/** A duty by place and period, and what is missing by name. */
export function Coverage({ words, coverage }: { words: RegisterWords; coverage: DutyCoverage }) {
  const { locale } = useDesk();
  const { every, least, level, periods, places, done, due } = coverage;
  const rule = fill(words.duty_rule, { level: words[`level_${level}`], every: words[`every_${every}`], least });
  const cell = (state: CellState, held: number, planned: number) => (
    <span class={`cell ${state}`} data-state={state}>
      <span aria-hidden="true">{SIGNS[state]}</span> {words[`cell_${state}`]}
      {(held > 0 || planned > 0) && <span class="num small"> {planned > 0 ? `${held}+${planned}` : held}</span>}
    </span>
  );
  return (
    <>
      <section class="stack" aria-labelledby="duty">
        <h2 id="duty">{inWords(locale, coverage.title)}</h2>
        <p>
          {rule}{' '}
          <strong class="num" data-testid="kept">
            {fill(words.kept, { done: formatNumber(locale, done), due: formatNumber(locale, due) })}
          </strong>
        </p>
        <p class="row legend small">
          {STATES.map((state) => (
            <span key={state} class={`cell ${state}`}>
              <span aria-hidden="true">{SIGNS[state]}</span> {words[`cell_${state}`]}{' '}
              <span class="muted">{words[`cell_${state}_means`]}</span>
            </span>
          ))}
        </p>
      </section>
      {(['missing', 'open'] as const).map((state) => (
        <Missing key={state} words={words} state={state} list={lacks(words, locale, coverage, state)} />
      ))}
      {places.length === 0 || periods.length === 0 ? (
        <p class="muted">{words.no_places}</p>
      ) : (
        <div class="coverage">
          <DataTable
            caption={words.coverage_caption}
            columns={[
              { label: words[`level_${level}`] },
              { label: words.belongs_to },
              ...periods.map((start) => ({ label: sayPeriod(words, locale, every, start) })),
            ]}
            rows={places.map(({ name, parent, held, planned, state }) => [
              inWords(locale, name),
              inWords(locale, parent),
              ...periods.map((_, i) => cell(state[i] ?? 'open', held[i] ?? 0, planned[i] ?? 0)),
            ])}
          />
        </div>
      )}
    </>
  );
}

/** Places with what they lack, to be read out or sent on. */
function Missing({ words, state, list }: { words: RegisterWords; state: 'missing' | 'open'; list: Lack[] }) {
  const desk = useDesk();
  if (list.length === 0)
    return state === 'missing' ? (
      <p class="notice" data-testid="lack-missing">
        {words.nothing_missing}
      </p>
    ) : null;
  const copy = () =>
    navigator.clipboard.writeText(lackText(words, words[`lack_${state}`], list)).then(
      () => desk.say(words.copied),
      () => desk.say(words.copy_failed),
    );
  return (
    <section class="card stack" aria-labelledby={`lack-${state}`} data-testid={`lack-${state}`}>
      <h2 id={`lack-${state}`} class="row">
        <span class="grow">
          {words[`lack_${state}`]} <span class="num muted">{list.length}</span>
        </span>
        <button type="button" class="btn no-print" onClick={copy}>
          {words.copy}
        </button>
      </h2>
      <ul class="lacks">
        {list.map(({ place, parent, name, periods }) => (
          <li key={place}>
            <strong>{name}</strong> <span class="muted">{parent}</span> {periods.join(words.comma)}
          </li>
        ))}
      </ul>
    </section>
  );
}
