import { useState } from 'preact/hooks';
import { formatMoment } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import type { Kind } from '../documents.ts';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { idOf } from './fields.ts';
import { type Comparison, compare, merge, type Side } from './merge.ts';
import { fieldName, type Names, showValue } from './show.ts';
import type { Conflict as Clash } from './useDocument.ts';

interface Props<B> {
  kind: Kind;
  clash: Clash<B>;
  mine: B;
  names: Names;
  busy: boolean;
  save: (merged: B) => void;
  close: () => void;
}

/** Somebody else saved meanwhile: both versions side by side, and a choice where both changed the same thing. */
export function Conflict<B>({ kind, clash, mine, names, busy, save, close }: Props<B>) {
  const { words } = names;
  const desk = useDesk();
  const [choices, setChoices] = useState<Record<string, Side>>({});
  const { theirs, base } = clash;
  const all = compare(kind, base, mine, theirs.body);
  const order = { both: 0, mine: 1, theirs: 2 };
  const sorted = [...all].sort((a, b) => order[a.changed] - order[b.changed]);
  return (
    <Dialog open wide title={words.conflict} words={desk.words} close={close}>
      <p>
        {fill(words.conflict_text, {
          who: theirs.saved_by,
          when: formatMoment(desk.locale, theirs.saved_at),
          n: theirs.head,
        })}
      </p>
      {sorted.length === 0 && <p class="muted">{words.conflict_none}</p>}
      <div class="clashes stack">
        {sorted.map((one) => (
          <Clashing
            key={idOf(one.field)}
            one={one}
            who={theirs.saved_by}
            names={names}
            side={choices[idOf(one.field)] ?? 'mine'}
            choose={(side) => setChoices((now) => ({ ...now, [idOf(one.field)]: side }))}
          />
        ))}
      </div>
      <div class="row">
        <button type="button" class="btn main" disabled={busy} onClick={() => save(merge(theirs.body, all, choices))}>
          {words.conflict_save}
        </button>
        <button type="button" class="btn" onClick={close}>
          {words.conflict_later}
        </button>
      </div>
    </Dialog>
  );
}

interface OneProps {
  one: Comparison;
  who: string;
  names: Names;
  side: Side;
  choose: (side: Side) => void;
}

function Clashing({ one, who, names, side, choose }: OneProps) {
  const { words } = names;
  const { field, changed } = one;
  const show = (value: unknown) => showValue(names, field, value) || words.nothing;
  const name = `clash-${idOf(field)}`;
  const card = (which: Side, label: string, value: unknown) => {
    const text = (
      <>
        <b>{label}</b>
        <span lang={field.locale} class="value">
          {show(value)}
        </span>
      </>
    );
    if (changed !== 'both') return <div class={changed === which ? 'side-card taken' : 'side-card'}>{text}</div>;
    return (
      <label class={side === which ? 'side-card taken' : 'side-card'}>
        <input type="radio" name={name} value={which} checked={side === which} onChange={() => choose(which)} />
        {text}
      </label>
    );
  };
  return (
    <fieldset class="clash">
      <legend>
        {fieldName(names, field)} <span class="muted small">{words[`conflict_${changed}`]}</span>
      </legend>
      <div class="sides">
        {card('mine', words.mine, one.mine)}
        {card('theirs', fill(words.theirs, { who }), one.theirs)}
      </div>
      {changed === 'both' && (
        <p class="small muted">
          {words.base}: <span lang={field.locale}>{show(one.base)}</span>
        </p>
      )}
    </fieldset>
  );
}
