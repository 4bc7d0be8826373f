import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { CheckpointCard, Proof } from '../../contract/trails.ts';
import type { CheckActions, CheckWords } from './CheckDoor.tsx';
import { CheckScan } from './CheckScan.tsx';
import { CheckTyped } from './CheckTyped.tsx';
import type { CheckState } from './check.state.ts';
import { ladder } from './check.ts';
import { type Standing, standing } from './check-place.ts';
import type { KnownPoint } from './stamps.ts';

interface Props {
  words: CheckWords;
  hosts: readonly string[];
  card: CheckpointCard | null;
  /** null: its question and fence are not on this phone */
  point: KnownPoint | null;
  tried: readonly Proof[];
  said: CheckState['said'];
  on: CheckActions;
  /** address of the passport, which staff stamp */
  passport: string;
}

/** The ladder of a point: what can be tried next, the easiest first. Without a point: what works anywhere. */
export function CheckProofs({ words, hosts, card, point, tried, said, on, passport }: Props) {
  const steps = ladder(point?.proofs ?? card?.point.proofs ?? ['code'], tried);
  const subject = card && { trail: card.trail.slug, point: card.point.id };
  return (
    <ol class="ladder stack">
      {steps.map((proof) => {
        if (proof === 'question' && subject && point?.question)
          return <Question key={proof} {...{ words, point, on }} trail={subject.trail} />;
        if (proof === 'place' && subject && point?.position && point.radius_m)
          return <Place key={proof} {...{ words, point, on }} trail={subject.trail} />;
        if (proof === 'typed')
          return (
            <li key={proof} class="card stack tight">
              <h2>{words.typed}</h2>
              <CheckTyped words={words} said={said} on={on} />
            </li>
          );
        if (proof === 'code') return <Scan key={proof} {...{ words, hosts, on }} />;
        if (proof === 'screen') return <Told key={proof} title={words.to_screen} text={words.by_screen} />;
        if (proof !== 'staff') return null;
        return (
          <Told key={proof} title={words.to_staff} text={words.by_staff}>
            <a class="btn wide" href={passport}>
              {words.show_passport}
            </a>
          </Told>
        );
      })}
    </ol>
  );
}

const Told = ({ title, text, children }: { title?: string; text?: string; children?: ComponentChildren }) => (
  <li class="card stack tight">
    <h2>{title}</h2>
    <p class="muted">{text}</p>
    {children}
  </li>
);

function Scan({ words, hosts, on }: Pick<Props, 'words' | 'hosts' | 'on'>) {
  const [open, setOpen] = useState(false);
  return (
    <li class="card stack tight">
      <h2>{words.to_code}</h2>
      <p class="muted">{words.by_code}</p>
      {open ? (
        <CheckScan words={words} hosts={hosts} on={on} onClose={() => setOpen(false)} />
      ) : (
        <button class="btn wide" type="button" onClick={() => setOpen(true)}>
          {words.scan}
        </button>
      )}
    </li>
  );
}

interface AtPoint {
  words: CheckWords;
  point: KnownPoint;
  trail: string;
  on: Props['on'];
}

/** The on-site question: its answer stands on the exhibit and nowhere else. */
function Question({ words, point, trail, on }: AtPoint) {
  const [choice, setChoice] = useState('');
  const { stem, options } = point.question!;
  return (
    <li class="card stack">
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (choice) on.press({ kind: 'stamp', proof: 'question', trail, point: point.id, choice });
        }}
      >
        <fieldset class="stack">
          <legend>
            <span class="chip">{words.to_question}</span>
            <span class="stem">{stem}</span>
          </legend>
          {options.map((text, i) => {
            const letter = String.fromCharCode(65 + i);
            return (
              <label key={letter} class={`opt${choice === letter ? ' picked' : ''}`}>
                <input type="radio" name="choice" class="vh" value={letter} onChange={() => setChoice(letter)} />
                <b aria-hidden="true">{letter}</b>
                <span>{text}</span>
              </label>
            );
          })}
        </fieldset>
        <button class="btn main wide" type="submit" disabled={!choice}>
          {words.question_go}
        </button>
      </form>
    </li>
  );
}

/** The fence: asked after a tap only; this phone judges, and only "inside" becomes a record. */
function Place({ words, point, trail, on }: AtPoint) {
  const [said, setSaid] = useState<Standing | 'asking' | ''>('');
  const ask = async () => {
    setSaid('asking');
    const found = await standing({ position: point.position!, radius_m: point.radius_m! });
    setSaid(found === 'in' ? '' : found);
    if (found === 'in') on.press({ kind: 'stamp', proof: 'place', trail, point: point.id, fix: 'in' });
  };
  return (
    <li class="card stack tight">
      <h2>{words.to_place}</h2>
      <p class="muted">{words.by_place}</p>
      <button class="btn wide" type="button" disabled={said === 'asking'} onClick={() => void ask()}>
        {words.place_go}
      </button>
      <p role="status">{said && words[`place_${said}`]}</p>
    </li>
  );
}
