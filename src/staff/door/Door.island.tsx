import { useEffect, useState } from 'preact/hooks';
import { startWorker } from '../../sw/bridge.ts';
import type { ScanFieldWords } from '../counter/words.ts';
import { Console } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { Choose } from './Choose.tsx';
import { Desk } from './Desk.tsx';
import type { DoorWords } from './words.ts';

interface Props {
  shell: Shell;
  words: DoorWords;
  scan: ScanFieldWords;
}

/** The date that the address names, in the form in which lists name theirs. */
function dateOf(search: string): { event: string; origin: string } | null {
  const asked = new URLSearchParams(search);
  const [event, at] = [asked.get('e') ?? '', Date.parse(asked.get('o') ?? '')];
  if (!/^[a-z0-9-]+$/.test(event) || Number.isNaN(at)) return null;
  return { event, origin: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z') };
}

/** The door of an event: tickets are scanned, with or without a network. */
export function Door({ shell, words, scan }: Props) {
  const [here, setHere] = useState<ReturnType<typeof dateOf> | undefined>();
  useEffect(() => {
    setHere(dateOf(location.search));
    // the page itself is kept on the device: a reload in a cellar opens it again
    startWorker([location.pathname], () => undefined);
  }, []);
  return (
    <Console shell={shell} need={['events.manage', 'counter.serve']} offline>
      {() =>
        here === undefined ? null : here ? (
          <Desk key={`${here.event}${here.origin}`} words={words} scan={scan} here={here} />
        ) : (
          <Choose words={words} />
        )
      }
    </Console>
  );
}
