import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from './Console.tsx';
import { Dialog } from './Dialog.tsx';

/** A shortcut: `keys` as `Ctrl+s`, `Ctrl+Enter`, `/`, `j`; on a Mac ⌘ stands for Ctrl. */
export interface Shortcut {
  keys: string | readonly string[];
  label: string;
  run?: (event: KeyboardEvent) => void;
}

/** The name of a pressed key, as shortcuts spell it. */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string {
  if (event.altKey) return '';
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `Ctrl+${key}` : key;
}

const WRITES = 'input:not([type=checkbox]):not([type=radio]),textarea,select,[contenteditable]';

/** Whether a bare letter belongs to the field one is writing in and not to a shortcut. */
const typing = (event: KeyboardEvent) => event.target instanceof Element && event.target.matches(WRITES);

/** Listens for shortcuts while the component is there; bare letters are left to fields, and windows to themselves. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = keyName(event);
      const found = current.current.find(({ keys, run }) => run && [keys].flat().includes(name));
      if (!found || document.querySelector('dialog[open]')) return;
      if (!name.startsWith('Ctrl+') && typing(event)) return;
      event.preventDefault();
      found.run?.(event);
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, []);
}

/** Listens and offers the list: a quiet button, and `?`. */
export function Shortcuts({ list }: { list: readonly Shortcut[] }) {
  const { words } = useDesk();
  const [open, setOpen] = useState(false);
  const all = [...list, { keys: '?', label: words.key_help, run: () => setOpen(true) }];
  useShortcuts(all);
  return (
    <>
      <button type="button" class="btn quiet keys-open no-print" onClick={() => setOpen(true)}>
        <kbd>?</kbd> {words.shortcuts_open}
      </button>
      <Dialog open={open} title={words.shortcuts} words={words} close={() => setOpen(false)}>
        <dl class="keys">
          {all.map(({ keys, label }) => (
            <div key={label}>
              <dt>
                {[keys].flat().map((key) => (
                  <kbd key={key}>{spell(key)}</kbd>
                ))}
              </dt>
              <dd>{label}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}

const SIGNS: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑', Enter: '↵', Escape: 'Esc', ' ': 'Space' };
const spell = (key: string) => key.replace(/[^+]+$/, (last) => SIGNS[last] ?? last.toUpperCase());
