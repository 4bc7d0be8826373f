import type { RatesWords } from './calls.ts';
import type { Wrong } from './composite.ts';
import { COUNTED, FIELDS, type Field, type Texts } from './standing.ts';

interface Props {
  words: RatesWords;
  texts: Texts;
  problems: readonly Wrong[];
  /** where the numbers come from, in words */
  from: string;
  set: (field: Field, text: string) => void;
}

/** The seven numbers of which the score is made. */
export function Fields({ words, texts, problems, from, set }: Props) {
  return (
    <section class="card stack" aria-labelledby="numbers">
      <div>
        <h2 id="numbers">{words.numbers}</h2>
        <p class="muted" role="status" data-testid="from">
          {from}
        </p>
      </div>
      <div class="fields">
        {FIELDS.map((field) => (
          <label key={field} class="stack tight">
            <span>{words[`field_${field}`]}</span>
            <input
              name={field}
              type="text"
              inputMode={COUNTED.includes(field) ? 'numeric' : 'decimal'}
              autocomplete="off"
              maxLength={16}
              class="num"
              value={texts[field]}
              aria-invalid={problems.some((one) => one.field === field)}
              onInput={(event) => set(field, event.currentTarget.value)}
            />
          </label>
        ))}
      </div>
      <p class="muted small">{words.fields_note}</p>
    </section>
  );
}
