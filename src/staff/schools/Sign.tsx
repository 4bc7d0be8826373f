import { SignOrDrop } from '../exchange/SignOrDrop.tsx';
import { useDesk } from '../shell/Console.tsx';
import { dropRoster, type RosterSeen, type SchoolWords, signRoster } from './calls.ts';

interface Props {
  words: SchoolWords;
  seen: RosterSeen;
  signed: () => void;
  dropped: () => void;
}

/** What becomes of a roster that nobody has signed. */
export function Sign({ words, seen, signed, dropped }: Props) {
  const desk = useDesk();
  if (seen.state !== 'draft') return null;
  return (
    <SignOrDrop
      words={words}
      whole={seen.whole}
      mine={seen.mine}
      sign={async () => {
        await signRoster(seen.id);
        desk.say(words.signed_now);
        signed();
      }}
      drop={async () => {
        await dropRoster(seen.id);
        desk.say(words.dropped);
        dropped();
      }}
    />
  );
}
