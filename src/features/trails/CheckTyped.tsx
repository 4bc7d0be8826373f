import { useState } from 'preact/hooks';
import type { CheckActions, CheckWords } from './CheckDoor.tsx';
import type { CheckState } from './check.state.ts';

interface Props {
  words: CheckWords;
  said: CheckState['said'];
  on: CheckActions;
}

/** The short code below a printed one, as people type it. */
export function CheckTyped({ words, said, on }: Props) {
  const [typed, setTyped] = useState('');
  const problem = said === 'typed_wrong' || said === 'typed_unknown';
  return (
    <form
      class="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        on.type(typed);
      }}
    >
      <label for="typed">{words.typed_label}</label>
      <div class="row typed">
        <input
          id="typed"
          class="grow"
          value={typed}
          onInput={(event) => setTyped((event.target as HTMLInputElement).value)}
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
