import type { MeasureDefinition } from '../../contract/registers.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { RegisterWords } from './calls.ts';
import { inWords } from './say.ts';
import { newMeasure } from './type.ts';
import { WordsInputs } from './WordsInputs.tsx';

interface Props {
  words: RegisterWords;
  measures: MeasureDefinition[];
  say: (field: string) => string | undefined;
  put: (measures: MeasureDefinition[]) => void;
}

/** The figures of a type: how many there are on a day, or how many in a period. */
export function MeasureRows({ words, measures, say, put }: Props) {
  const { locale } = useDesk();
  const change = (at: number, next: MeasureDefinition) => put(measures.map((one, i) => (i === at ? next : one)));
  return (
    <section class="stack" aria-labelledby="type-measures">
      <h2 id="type-measures">{words.figures_of}</h2>
      {measures.map((one, i) => {
        const n = i + 1;
        return (
          <fieldset key={i} class="card group part" data-part={one.name}>
            <legend>{fill(words.measure_n, { n, name: inWords(locale, one.label) || one.name })}</legend>
            <div class="fields">
              <WordsInputs
                words={words}
                label={words.label}
                of={`measures.${i}.label`}
                value={one.label}
                bad={say(`measures.${i}`)}
                put={(label) => change(i, { ...one, label })}
              />
              <WordsInputs
                words={words}
                label={words.unit}
                of={`measures.${i}.unit`}
                value={one.unit}
                put={(unit) => change(i, { ...one, unit })}
              />
              <label class="field">
                <span class="label">{words.field_name}</span>
                <input
                  type="text"
                  name={`measures.${i}.name`}
                  autocomplete="off"
                  maxLength={40}
                  value={one.name}
                  onInput={(event) => change(i, { ...one, name: event.currentTarget.value })}
                />
              </label>
              <label class="field">
                <span class="label">{words.sort}</span>
                <select
                  name={`measures.${i}.sort`}
                  value={one.sort}
                  onChange={(event) =>
                    change(i, { ...one, sort: event.currentTarget.value === 'flow' ? 'flow' : 'stock' })
                  }
                >
                  <option value="stock">{words.sort_stock}</option>
                  <option value="flow">{words.sort_flow}</option>
                </select>
              </label>
              <span>
                <button
                  type="button"
                  class="btn quiet"
                  aria-label={fill(words.drop_part, { n })}
                  onClick={() => put(measures.filter((_, at) => at !== i))}
                >
                  {words.drop}
                </button>
              </span>
            </div>
          </fieldset>
        );
      })}
      <p>
        <button type="button" class="btn" onClick={() => put([...measures, newMeasure()])}>
          {words.add_measure}
        </button>
      </p>
    </section>
  );
}
