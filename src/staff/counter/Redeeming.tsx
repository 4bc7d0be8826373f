import { useRef } from 'preact/hooks';
import { CodeField, type CodeFieldHandle } from './CodeField.tsx';
import { Recent, Result } from './Result.tsx';
import { useRedeem } from './useRedeem.ts';
import type { CounterWords } from './words.ts';

interface Props {
  words: CounterWords;
  counter: string;
  moved: () => void;
  toStamping: () => void;
}

/** Handing gifts out: one field, one large answer, and the answers before it. */
export function Redeeming({ words, counter, moved, toStamping }: Props) {
  const field = useRef<CodeFieldHandle>(null);
  const { recent, waiting, submit } = useRedeem({
    counter,
    moved,
    putBack: (code) => field.current?.putBack(code),
  });
  return (
    <>
      <CodeField
        words={words}
        label={words.code}
        hint={words.code_hint}
        submit={submit}
        testid="redeem-code"
        handle={field}
      />
      <Result words={words} outcome={recent[0]} waiting={waiting} toStamping={toStamping} />
      <Recent words={words} outcomes={recent.slice(1)} />
    </>
  );
}
