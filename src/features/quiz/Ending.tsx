import type { Purpose } from '../../contract/content.ts';
import { AGE_BANDS } from '../../contract/records.ts';
import { fill } from '../../ui/fill.ts';
import type { QuizWords } from './words.ts';

const AGE_WORDS = ['age_u18', 'age_18_34', 'age_35_59', 'age_60up'] as const;

interface HandInProps {
  words: QuizWords;
  districts: { code: string; name: string }[];
  onBack(): void;
  onHandIn(about: { district: string | null; age_band: string | null }): void;
}

/** Before a monitoring form is handed in: what happens with it, and two things one may say or leave. */
export function HandIn({ words, districts, onBack, onHandIn }: HandInProps) {
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        onHandIn({
          district: String(data.get('district') ?? '') || null,
          age_band: String(data.get('age') ?? '') || null,
        });
      }}
    >
      <h1 class="stem" id="stem" tabIndex={-1}>
        {words.hand_in}
      </h1>
      <p>{words.monitor_notice}</p>
      {districts.length > 0 && (
        <>
          <label class="field">
            {words.district}
            <select name="district">
              <option value="">{words.district_none}</option>
              {districts.map((d) => (
                <option key={d.code} value={d.code}>
                  {d.name}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            {words.age}
            <select name="age">
              <option value="">{words.district_none}</option>
              {AGE_BANDS.map((band, i) => (
                <option key={band} value={band}>
                  {words[AGE_WORDS[i] ?? 'age_u18']}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
      <p class="muted">{words.hand_in_text}</p>
      <div class="thumb">
        <button type="submit" class="btn main" id="go">
          {words.hand_in}
        </button>
        <button type="button" class="btn quiet" onClick={onBack}>
          {words.previous}
        </button>
      </div>
    </form>
  );
}

interface DoneProps {
  purpose: Purpose;
  words: QuizWords;
  total: number;
  right: number;
  delivery: '' | 'noted' | 'delivered' | 'failed';
  exit: string;
  onAgain?: () => void;
}

/** The end of a round or form: one line of result, one line of delivery, where to go next. */
export function Done({ purpose, words, total, right, delivery, exit, onAgain }: DoneProps) {
  const practice = purpose === 'practice';
  return (
    <div class="stack done">
      <svg
        class="tick"
        width="72"
        height="72"
        viewBox="0 0 36 36"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        aria-hidden="true"
      >
        <circle cx="18" cy="18" r="16" />
        <path d="M11 18.5l5 5 9.5-10.5" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" />
      </svg>
      <h1 id="stem" tabIndex={-1}>
        {practice ? fill(words.summary, { n: total, right }) : words.handed_in}
      </h1>
      <p>{practice ? words.summary_text : words.handed_in_form}</p>
      <p class="muted" role="status" data-testid="delivery">
        {delivery === 'delivered' ? words.delivered : delivery === 'noted' ? words.noted : ''}
      </p>
      <div class="thumb">
        {practice && onAgain && (
          <button type="button" class="btn main" id="go" onClick={onAgain}>
            {words.again}
          </button>
        )}
        <a class={practice ? 'btn quiet' : 'btn main'} href={exit}>
          {words.more}
        </a>
      </div>
    </div>
  );
}
