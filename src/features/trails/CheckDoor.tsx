import { useState } from 'preact/hooks';
import { CheckScan } from './CheckScan.tsx';
import { CheckTyped } from './CheckTyped.tsx';
import type { CheckState } from './check.state.ts';
import type { StampDraft } from './check.ts';

export type CheckWords = Record<string, string>;
export interface CheckActions {
  press(stamp: StampDraft): void;
  /** a short code as it was meant; null: what was typed is none */
  type(code: string | null): void;
}
interface Props {
  words: CheckWords;
  /** own origin and the city's public address */
  hosts: readonly string[];
  said: CheckState['said'];
  on: CheckActions;
}

/** The check-in page: how a seal is collected, and the scanner, the photograph and the short code for it. */
export function CheckDoor({ words, hosts, said, on }: Props) {
  const [scanning, setScanning] = useState(false);
  return (
    <div class="stack">
      <h1>{words.door_title}</h1>
      <p>{words.door_lead}</p>
      {scanning ? (
        <CheckScan words={words} hosts={hosts} on={on} onClose={() => setScanning(false)} />
      ) : (
        <button class="btn main wide js" type="button" onClick={() => setScanning(true)}>
          {words.scan}
        </button>
      )}
      <p class="notice jade">{words.door_hint}</p>
      <section class="card stack tight">
        <h2>{words.typed}</h2>
        <CheckTyped words={words} said={said} on={on} />
      </section>
      <p class="muted small">{words.door_else}</p>
    </div>
  );
}
