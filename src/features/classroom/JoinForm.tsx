import { fill } from '../../ui/fill.ts';
import { caretAfter, readCode, showCode } from './classroom.ts';
import type { JoinProps } from './Join.island.tsx';
import type { Join } from './join.state.ts';

interface Props extends Pick<JoinProps, 'words' | 'paths'> {
  joining: Join | null;
}

/** Code and seat, and what a child should know before; nothing is ticked, nothing else is asked. */
export function JoinForm({ words, paths, joining }: Props) {
  const state = joining?.state;
  const problem = state?.problem ?? '';
  const at = problem === 'code_short' || problem === 'code_wrong' || problem === 'not_found' ? 'code' : 'seat';
  return (
    <form
      class="card stack join"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void joining?.join();
      }}
    >
      <p class="muted">{words.lead}</p>
      <label class="stack tight">
        <b>{words.code}</b>
        <input
          name="code"
          class="num code"
          value={showCode(state?.code ?? '')}
          placeholder="XXXX-XXXX"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          enterkeyhint="next"
          aria-describedby="code-hint join-problem"
          aria-invalid={problem !== '' && at === 'code'}
          onInput={({ currentTarget: field }) => {
            const before = readCode(field.value.slice(0, field.selectionStart ?? undefined)).length;
            joining?.type({ code: field.value });
            field.value = showCode(readCode(field.value));
            field.setSelectionRange(caretAfter(before), caretAfter(before));
          }}
        />
        <span id="code-hint" class="muted small">
          {words.code_hint}
        </span>
      </label>
      <label class="stack tight">
        <b>{words.seat}</b>
        <input
          name="seat"
          class="num seat"
          value={state?.seat ?? ''}
          inputMode="numeric"
          autocomplete="off"
          enterkeyhint="go"
          aria-describedby="seat-hint join-problem"
          aria-invalid={problem !== '' && at === 'seat'}
          onInput={(event) => joining?.type({ seat: event.currentTarget.value })}
        />
        <span id="seat-hint" class="muted small">
          {words.seat_hint}
        </span>
      </label>
      <p id="join-problem" role="alert" class={problem ? 'notice amber' : 'vh'}>
        {problem === 'no_such_seat'
          ? fill(words.problem_no_such_seat, { n: state?.seats ?? '' })
          : problem
            ? words[`problem_${problem}`]
            : ''}
      </p>
      <section class="stack tight child-notice" aria-labelledby="notice">
        <h2 id="notice">{words.notice}</h2>
        <dl class="stack tight">
          {(['kept', 'not', 'who', 'back'] as const).map((part) => (
            <div key={part}>
              <dt>{words[`notice_${part}`]}</dt>
              <dd>{words[`notice_${part}_text`]}</dd>
            </div>
          ))}
        </dl>
        <p>
          {words.notice_free} <a href={paths.privacy}>{words.notice_more}</a>
        </p>
      </section>
      <button type="submit" class="btn main wide" disabled={!joining || state?.busy}>
        {state?.busy ? words.busy : state?.waiting ? words.again : words.go}
      </button>
    </form>
  );
}
