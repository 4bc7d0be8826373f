import { AGE_BANDS } from '../../contract/records.ts';
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
      class="player stack"
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
