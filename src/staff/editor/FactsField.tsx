import { useEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { documents, editorOf, type Row } from '../documents.ts';
import { useDesk } from '../shell/Console.tsx';
import { Says, useControl, useForm } from './Field.tsx';
import { factState, type KnownFacts } from './useFacts.ts';

interface Props {
  facts: string[];
  kp: number;
  known: KnownFacts;
  put: (facts: string[]) => void;
}

const SHOWN = 8;

/** Facts whose number was typed come first: F2 before F29. */
const nearest = (rows: Row[], text: string) => {
  const typed = text.trim().toUpperCase();
  return [...rows].sort((a, b) => Number(b.key === typed) - Number(a.key === typed));
};

/** The facts that a question rests on: searched by words or number, shown with their first words. */
export function FactsField({ facts, kp, known, put }: Props) {
  const { words } = useForm();
  const { prefix } = useDesk();
  const { control, findings } = useControl('facts');
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [found, setFound] = useState<Row[] | null>(null);
  const turn = useRef(0);

  useEffect(() => {
    if (!open) return;
    const mine = ++turn.current;
    const filter = text.trim() ? { text: text.trim() } : { kp: String(kp) };
    const timer = setTimeout(async () => {
      const page = await documents('fact', filter, null, 50).catch(() => null);
      if (page && mine === turn.current) setFound(nearest(page.items, text));
    }, 250);
    return () => clearTimeout(timer);
  }, [text, open, kp]);

  const add = (code: string) => {
    if (!facts.includes(code)) put([...facts, code]);
    setText('');
    setOpen(false);
  };
  const choices = (found ?? []).filter(({ key }) => !facts.includes(key)).slice(0, SHOWN);
  return (
    <div class="field" data-field="facts">
      <label for={control.id}>
        <span class="label">{words.field_facts}</span>
        <span class="small muted hint-text">{words.facts_hint}</span>
      </label>
      {facts.length > 0 && (
        <ul class="facts">
          {facts.map((code) => {
            const fact = known.get(code);
            const state = factState(fact);
            return (
              <li key={code} class={state === 'ok' ? 'fact' : 'fact amber'}>
                <a href={prefix + editorOf('fact', code)} target="_blank" rel="noopener">
                  {code}
                </a>
                <span class="grow fact-text">{fact?.title}</span>
                {(state === 'unchecked' || state === 'unknown') && (
                  <span class="state review">{words[`facts_${state}`]}</span>
                )}
                <button
                  type="button"
                  class="icon"
                  aria-label={fill(words.facts_remove, { code })}
                  onClick={() => put(facts.filter((one) => one !== code))}
                >
                  ×
                </button>
              </li>
            );
          })}
        </ul>
      )}
      <div
        class="finder"
        onFocusOut={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOpen(false);
        }}
      >
        <input
          {...control}
          type="search"
          name="fact"
          autocomplete="off"
          value={text}
          placeholder={words.facts_search}
          onFocus={() => setOpen(true)}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setOpen(true);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setOpen(false);
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            if (choices[0]) add(choices[0].key);
          }}
        />
        {open && found && (
          <ul
            class="found card"
            aria-label={words.facts_search}
            ref={(list) => list?.scrollIntoView({ block: 'nearest' })}
          >
            {choices.map((row) => (
              <li key={row.key}>
                <button type="button" onClick={() => add(row.key)}>
                  <b>{row.key}</b> {row.title}
                  {factState(row) === 'unchecked' && <span class="state review">{words.facts_unchecked}</span>}
                </button>
              </li>
            ))}
            {choices.length === 0 && <li class="muted">{words.facts_none}</li>}
            <li class="row">
              <a class="grow" href={prefix + editorOf('fact')} target="_blank" rel="noopener">
                + {words.facts_new}
              </a>
              <button type="button" class="icon" onClick={() => setOpen(false)} aria-label={words.field_facts}>
                ×
              </button>
            </li>
          </ul>
        )}
      </div>
      <Says id={control.id} findings={findings} />
    </div>
  );
}
