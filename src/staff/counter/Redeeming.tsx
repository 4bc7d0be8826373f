import { useRef, useState } from 'preact/hooks';
import { sha256Hex } from '../../outbox/sha256.ts';
import { CardGifts } from './CardGifts.tsx';
import { CodeField, type CodeFieldHandle } from './CodeField.tsx';
import { Recent, Result } from './Result.tsx';
import { readScan } from './scan.ts';
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
  /** the passport that was scanned last, by its hash; only while it is the last thing scanned, and read anew each time */
  const [card, setCard] = useState<{ hash: string } | null>(null);
  const { recent, waiting, submit } = useRedeem({
    counter,
    moved,
    putBack: (code) => field.current?.putBack(code),
  });
  const take = (text: string, seen?: boolean) => {
    const scan = readScan(text);
    setCard(scan.kind === 'passport' ? { hash: sha256Hex(scan.key) } : null);
    submit(text, seen);
  };
  return (
    <>
      <CodeField
        words={words}
        label={words.code}
        hint={words.code_hint}
        submit={take}
        testid="redeem-code"
        handle={field}
      />
      <Result words={words} outcome={recent[0]} waiting={waiting} toStamping={toStamping} />
      {card && <CardGifts words={words} card={card} counter={counter} moved={moved} />}
      <Recent words={words} outcomes={recent.slice(1)} />
    </>
  );
}
