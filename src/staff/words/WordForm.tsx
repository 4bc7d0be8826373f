import type { TargetedEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LONGEST_WORD, type Override, type WordsWords, wordProblem } from './words.ts';

interface Props {
  words: WordsWords;
  list: readonly Override[];
  edited: Override | null;
  first: { current: HTMLInputElement | null };
  put: (simplified: string, traditional: string) => Promise<boolean>;
  done: () => void;
}

/** Adds a word, or changes the traditional writing of one that is there. */
export function WordForm({ words, list, edited, first, put, done }: Props) {
  const [wrong, setWrong] = useState('');
  useEffect(() => {
    if (edited) document.querySelector<HTMLInputElement>('[name=traditional]')?.select();
  }, [edited]);
  const submit = async (event: TargetedEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const said = new FormData(form);
    const simplified = String(said.get('simplified')).trim();
    const traditional = String(said.get('traditional')).trim();
    const problem = wordProblem(simplified, traditional, list);
    setWrong(problem ? words[problem] : '');
    if (problem || !(await put(simplified, traditional))) return;
    form.reset();
    done();
    first.current?.focus();
  };
  return (
    <form class="row word-form" onSubmit={submit} aria-label={edited ? words.change : words.add}>
      <label class="stack tight">
        <span class="small muted">{words.simplified}</span>
        <input
          ref={first}
          name="simplified"
          lang="zh-Hans"
          maxLength={LONGEST_WORD}
          required
          readOnly={edited !== null}
          defaultValue={edited?.simplified}
          autocomplete="off"
        />
      </label>
      <label class="stack tight">
        <span class="small muted">{words.traditional}</span>
        <input
          name="traditional"
          lang="zh-Hant"
          maxLength={LONGEST_WORD}
          required
          defaultValue={edited?.traditional}
          autocomplete="off"
        />
      </label>
      <button class="btn main" type="submit">
        {edited ? words.save : words.add}
      </button>
      {edited && (
        <button class="btn quiet" type="button" onClick={done}>
          {words.leave}
        </button>
      )}
      <p class="notice amber" role="alert" hidden={!wrong}>
        {wrong}
      </p>
    </form>
  );
}
