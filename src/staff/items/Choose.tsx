import { formatNumber } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { Toolbar } from '../shell/parts.tsx';
import { type Ask, type ItemForm, say } from './items.ts';
import type { View } from './view.ts';

interface Props {
  forms: readonly ItemForm[];
  ask: Ask;
  busy: boolean;
  view: View;
  set: (ask: Ask) => void;
  show: (ask: Ask) => void;
}

/** Form and days. Choosing a form takes the days that belong to it. */
export function Choose({ forms, ask, busy, view, set, show }: Props) {
  const { words, locale } = view;
  const name = ({ form, title, purpose, n }: ItemForm) => {
    const version = form.split('@')[1];
    const parts = [say(title, locale), version && fill(words.version, { version })].filter(Boolean).join(' ');
    return `${parts} · ${fill(words[purpose === 'practice' ? 'answers' : 'received'], { n: formatNumber(locale, n) })}`;
  };
  const choose = (form: string) => {
    const found = forms.find((each) => each.form === form);
    if (!found) return;
    const wanted = { form, from: found.from, to: found.to };
    set(wanted);
    show(wanted);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        show(ask);
      }}
    >
      <Toolbar label={words.form}>
        <label class="row choose">
          {words.form}
          <select value={ask.form} disabled={busy} onChange={(event) => choose(event.currentTarget.value)}>
            {(['monitoring', 'contest', 'practice'] as const).map((purpose) => {
              const those = forms.filter((form) => form.purpose === purpose);
              return (
                those.length > 0 && (
                  <optgroup key={purpose} label={words[`group_${purpose}`]}>
                    {those.map((form) => (
                      <option key={form.form} value={form.form}>
                        {name(form)}
                      </option>
                    ))}
                  </optgroup>
                )
              );
            })}
          </select>
        </label>
        <Day label={words.from} value={ask.from} max={ask.to} pick={(from) => set({ ...ask, from })} />
        <Day label={words.to} value={ask.to} min={ask.from} pick={(to) => set({ ...ask, to })} />
        <button class="btn main" type="submit" disabled={busy}>
          {words.show}
        </button>
        <button class="btn" type="button" onClick={() => print()}>
          {words.print}
        </button>
      </Toolbar>
    </form>
  );
}

interface DayProps {
  label: string;
  value: string;
  min?: string;
  max?: string;
  pick: (day: string) => void;
}

function Day({ label, value, min, max, pick }: DayProps) {
  return (
    <label class="row">
      {label}
      <input
        type="date"
        required
        value={value}
        min={min}
        max={max}
        onChange={(event) => event.currentTarget.value && pick(event.currentTarget.value)}
      />
    </label>
  );
}
