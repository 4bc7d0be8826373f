import type { CheckActions, CheckWords } from './CheckDoor.tsx';
import type { CheckState } from './check.state.ts';
import { readTyped } from './check.ts';

interface Props {
  words: CheckWords;
  said: CheckState['said'];
  on: CheckActions;
}

/** The short code below a printed one, as people type it. The field is the browser's own: typing may begin before waking. */
export function CheckTyped({ words, said, on }: Props) {
  const problem = said === 'typed_wrong' || said === 'typed_unknown';
  return (
    <form
      class="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        on.type(readTyped(String(new FormData(event.currentTarget as HTMLFormElement).get('code') ?? '')));
      }}
    >
      <label for="typed">{words.typed_label}</label>
      <div class="row typed">
        <input
          id="typed"
          name="code"
          class="grow"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          maxLength={16}
          aria-describedby="typed-said"
          aria-invalid={problem}
        />
        <button class="btn" type="submit" disabled={said === 'asking'}>
          {words.typed_go}
        </button>
      </div>
      <p id="typed-said" role="status" class="small">
        {problem ? words[said] : said === 'asking' ? words.asking : ''}
      </p>
    </form>
  );
}
