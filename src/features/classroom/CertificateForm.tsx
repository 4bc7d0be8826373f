import type { JoinWords } from './parts.tsx';

interface Props {
  words: JoinWords;
  action: string;
  /** the one thing of its page */
  main?: boolean;
}

/** The number of a certificate, typed; works without scripts. */
export function CertificateForm({ words, action, main = false }: Props) {
  return (
    <form class="card stack join" method="get" action={action}>
      <label class="stack tight">
        <b>{words.check_code}</b>
        <input
          name="code"
          class="num code"
          maxLength={24}
          required
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-describedby="check-hint"
        />
        <span id="check-hint" class="muted small">
          {words.check_hint}
        </span>
      </label>
      <button type="submit" class={main ? 'btn main wide' : 'btn wide'}>
        {words.check_go}
      </button>
    </form>
  );
}
