import type { RowProblem } from '../../contract/registers.ts';
import { SignOrDrop } from '../exchange/SignOrDrop.tsx';
import { useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import { type BatchSeen, dropBatch, type RegisterWords, signBatch } from './calls.ts';

interface Props {
  words: RegisterWords;
  seen: BatchSeen;
  /** what has changed since stands in the way of these rows */
  refused: (problems: RowProblem[]) => void;
  signed: () => void;
  dropped: () => void;
}

/** What becomes of a batch that nobody has signed. */
export function Sign({ words, seen, refused, signed, dropped }: Props) {
  const desk = useDesk();
  if (seen.state !== 'draft') return null;
  const sign = async () => {
    const { done, problems } = await signBatch(seen.id);
    if (!done) return refused(problems);
    desk.say(words.signed_now);
    signed();
  };
  const drop = async () => {
    await dropBatch(seen.id);
    desk.say(words.dropped);
    dropped();
  };
  return (
    <SignOrDrop
      words={words}
      whole={seen.rows === seen.expected}
      mine={seen.mine}
      sign={may(desk.me, 'registers.sign') ? sign : undefined}
      drop={may(desk.me, 'registers.manage') ? drop : undefined}
    />
  );
}
