import { useEffect, useState } from 'preact/hooks';
import overrides from '../../i18n/zh-Hant.overrides.json';
import { withTerms } from '../editor/hant.ts';
import type { Override, WordsWords } from './words.ts';

type Convert = (text: string) => string;

/** A sentence in both writings, with the list as it stands now. The converter comes when one begins to write. */
export function TryOut({ words, list }: { words: WordsWords; list: readonly Override[] }) {
  const [text, setText] = useState('');
  const [plain, setPlain] = useState<Convert | null>(null);
  const wanted = text !== '';
  useEffect(() => {
    if (!wanted || plain) return;
    import('opencc-js/cn2t').then(
      ({ Converter }) => setPlain(() => Converter({ from: 'cn', to: 'tw' })),
      () => {},
    );
  }, [wanted, plain]);
  const convert =
    plain &&
    withTerms(plain, [
      ...Object.entries(overrides.terms),
      ...list.map(({ simplified, traditional }) => [simplified, traditional] as const),
    ]);
  return (
    <section class="card stack tight try-out">
      <h2>{words.try}</h2>
      <p class="muted small">{words.try_text}</p>
      <div class="pair">
        <label class="stack tight">
          <span class="small muted">{words.simplified}</span>
          <textarea
            lang="zh-Hans"
            rows={3}
            maxLength={500}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <div class="stack tight">
          <span class="small muted" id="tried">
            {words.traditional}
          </span>
          <output class="tried" lang="zh-Hant" aria-labelledby="tried">
            {text && (convert ? convert(text) : '…')}
          </output>
        </div>
      </div>
    </section>
  );
}
