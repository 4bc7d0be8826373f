import { AGE_BANDS, type AgeBand } from '../../contract/records.ts';
import type { PassportWords } from './Passport.island.tsx';

interface Props {
  words: PassportWords;
  districts: { code: string; name: string }[];
  district: string | null;
  ageBand: string | null;
  onSave(district: string | null, ageBand: AgeBand | null): void;
}

/**
 * Two coarse things one may tell, so that districts and ages can be compared; both may stay empty. The selects hold their
 * own value: a `value` given to them would take back what was just chosen whenever the passport is drawn again.
 */
export function Profile({ words, districts, district, ageBand, onSave }: Props) {
  return (
    <form
      class="card stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        onSave(String(data.get('district') ?? '') || null, (String(data.get('age') ?? '') || null) as AgeBand | null);
      }}
    >
      <h2>{words.about}</h2>
      <p class="muted">{words.about_text}</p>
      <label class="field">
        {words.district}
        <select name="district">
          <option value="">{words.none}</option>
          {districts.map((d) => (
            <option key={d.code} value={d.code} selected={d.code === district}>
              {d.name}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        {words.age}
        <select name="age">
          <option value="">{words.none}</option>
          {AGE_BANDS.map((band) => (
            <option key={band} value={band} selected={band === ageBand}>
              {words[`age_${band}`]}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="btn">
        {words.save}
      </button>
    </form>
  );
}
