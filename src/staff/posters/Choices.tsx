import { FORMATS, type Format, isLocal, type Limits, readPath, type Target } from './posters.ts';
import type { PosterWords } from './words.ts';

/** What is asked for. Without a target the typed address counts. */
export interface Wish {
  target: Target | null;
  typed: string;
  title: string;
  line: string;
  format: Format;
}

interface Props {
  wish: Wish;
  set: (wish: Wish) => void;
  site: string;
  targets: readonly Target[];
  words: PosterWords;
  limits: Limits;
  /** there is an address to print */
  ready: boolean;
}

/** Where the poster leads, what it says, how it is laid on paper. */
export function Choices({ wish, set, site, targets, words, limits, ready }: Props) {
  const choose = (path: string) => {
    const target = targets.find((each) => each.path === path);
    set(target ? { ...wish, target, title: target.title, line: target.line } : { ...wish, target: null });
  };
  const wrong = !wish.target && wish.typed.trim() !== '' && readPath(wish.typed, site) === null;
  return (
    <form
      class="card stack no-print"
      onSubmit={(event) => {
        event.preventDefault();
        print();
      }}
    >
      <label class="stack tight">
        {words.target}
        <select value={wish.target?.path ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
          {(['page', 'quiz'] as const).map((group) => (
            <optgroup key={group} label={words[`group_${group}`]}>
              {targets
                .filter((target) => target.group === group)
                .map(({ path, title }) => (
                  <option key={path} value={path}>
                    {title}
                  </option>
                ))}
            </optgroup>
          ))}
          <option value="">{words.other}</option>
        </select>
      </label>
      {!wish.target && (
        <label class="stack tight">
          {words.address}
          <input
            type="text"
            inputMode="url"
            autocomplete="off"
            spellcheck={false}
            maxLength={200}
            placeholder="/quiz/daily"
            value={wish.typed}
            aria-invalid={wrong}
            aria-describedby="address-note"
            onInput={(event) => set({ ...wish, typed: event.currentTarget.value })}
          />
          <span id="address-note" class={wrong ? 'amber-text' : 'muted'}>
            {wrong ? words.address_wrong : words.address_note}
          </span>
        </label>
      )}
      <label class="stack tight">
        {words.headline}
        <input
          type="text"
          maxLength={limits.title}
          value={wish.title}
          onInput={(event) => set({ ...wish, title: event.currentTarget.value })}
        />
      </label>
      <label class="stack tight">
        {words.line}
        <input
          type="text"
          maxLength={limits.line}
          value={wish.line}
          onInput={(event) => set({ ...wish, line: event.currentTarget.value })}
        />
      </label>
      <fieldset class="stack tight">
        <legend>{words.format}</legend>
        {(Object.keys(FORMATS) as Format[]).map((format) => (
          <label key={format} class="row choice">
            <input
              type="radio"
              name="format"
              value={format}
              checked={wish.format === format}
              onChange={() => set({ ...wish, format })}
            />
            {words[`format_${format}`]}
          </label>
        ))}
      </fieldset>
      {isLocal(site) && <p class="notice amber">{words.local}</p>}
      <button class="btn main" type="submit" disabled={!ready}>
        {words.print}
      </button>
      <p class="muted">{words.print_note}</p>
    </form>
  );
}
