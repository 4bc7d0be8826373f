import { useState } from 'preact/hooks';
import type { GiftBody, Words } from '../../contract/trails.ts';
import { useForm } from '../editor/Field.tsx';
import { converter } from '../editor/hant.ts';
import { useDesk } from '../shell/Console.tsx';

interface Props {
  body: GiftBody;
  change: (next: (body: GiftBody) => GiftBody) => void;
}

/** Fills in what is still empty in traditional Chinese; what was written by hand stays. */
export function MakeHant({ body, change }: Props) {
  const { words } = useForm();
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const texts: (Words | null)[] = [body.name, body.text, ...(body.picture ? [body.picture_alt] : [])];
  const full = texts.every((text) => text?.['zh-Hant']?.trim());
  const make = async () => {
    setBusy(true);
    try {
      const convert = await converter();
      const filled = (text: Words | null): Words => ({
        ...text,
        'zh-Hant': text?.['zh-Hant']?.trim() || convert(text?.['zh-Hans'] ?? ''),
      });
      change((now) => ({
        ...now,
        name: filled(now.name),
        text: filled(now.text),
        picture_alt: now.picture ? filled(now.picture_alt) : null,
      }));
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
