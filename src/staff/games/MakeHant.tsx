import { useState } from 'preact/hooks';
import type { GameBody, Words } from '../../contract/trails.ts';
import { useForm } from '../editor/Field.tsx';
import { converter } from '../editor/hant.ts';
import { useDesk } from '../shell/Console.tsx';
import { mapTexts, textsOf } from './game.ts';

interface Props {
  body: GameBody;
  change: (next: (body: GameBody) => GameBody) => void;
}

/** Fills in what is still empty in traditional Chinese; what was written by hand stays. */
export function MakeHant({ body, change }: Props) {
  const { words } = useForm();
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const full = textsOf(body).every(({ words: text }) => !text?.['zh-Hans']?.trim() || text['zh-Hant']?.trim());
  const make = async () => {
    setBusy(true);
    try {
      const convert = await converter();
      const filled = (text: Words): Words => ({
        ...text,
        'zh-Hant': text['zh-Hant']?.trim() ? text['zh-Hant'] : convert(text['zh-Hans'] ?? ''),
      });
      change((now) => mapTexts(now, filled));
      desk.say(words.hant_done);
    } catch {
      desk.say(words.hant_failed);
    }
    setBusy(false);
  };
  return (
    <button type="button" class="btn" disabled={busy || full} onClick={make}>
      {busy ? words.hant_making : words.hant_make}
    </button>
  );
}
