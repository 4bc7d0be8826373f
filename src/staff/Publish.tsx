import { useState } from 'preact/hooks';
import { fill } from '../ui/fill.ts';
import { problem } from './problem.ts';
import type { StaffWords } from './words.ts';

interface Props {
  publish: () => Promise<{ id: number }>;
  words: StaffWords;
  publicPage: string;
}

/** Publishing asks once more: a release cannot be taken back. */
export function Publish({ publish, words, publicPage }: Props) {
  const [step, setStep] = useState<'idle' | 'ask' | 'busy'>('idle');
  const [said, setSaid] = useState<{ text: string; done: boolean } | null>(null);
  const go = async () => {
    setStep('busy');
    try {
      const { id } = await publish();
      setSaid({ text: fill(words.published, { id }), done: true });
    } catch (error) {
      setSaid({ text: words[problem(error)], done: false });
    }
    setStep('idle');
  };
  return (
    <span class="row">
      {step === 'idle' ? (
        <button class="btn main" type="button" onClick={() => setStep('ask')}>
          {words.publish}
        </button>
      ) : (
        <span class="row" role="alertdialog" aria-label={words.publish}>
          {words.publish_ask}
          <button class="btn main" type="button" disabled={step === 'busy'} onClick={go}>
            {words.publish_yes}
          </button>
          <button class="btn" type="button" disabled={step === 'busy'} onClick={() => setStep('idle')}>
            {words.publish_no}
          </button>
        </span>
      )}
      <span role="status">
        {said?.text} {said?.done && <a href={publicPage}>{words.see_public}</a>}
      </span>
    </span>
  );
}
