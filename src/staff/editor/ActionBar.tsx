import { useState } from 'preact/hooks';
import type { Areas } from '../../i18n/keys.ts';
import { fillCount } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { Shortcuts } from '../shell/shortcuts.tsx';
import { GiveBack, Withdraw } from './asks.tsx';
import { type Finding, sayFinding } from './findings.ts';
import type { Editing, Said } from './useDocument.ts';

interface Props<B> {
  editing: Editing<B>;
  words: Areas['console_editor'];
  writes: boolean;
  errors: readonly Finding[];
  jump: (finding: Finding) => void;
  say: Said;
  next: string;
}

/** At the foot of the window, always in reach: what is wrong, what comes next, and the acts. */
export function ActionBar<B>({ editing, words, writes, errors, jump, say, next }: Props<B>) {
  const desk = useDesk();
  const { doc, dirty, busy } = editing;
  const [note, setNote] = useState('');
  const [ask, setAsk] = useState<'' | 'give_back' | 'withdraw'>('');
  const table = words as Record<string, string>;
  const fresh = !doc;
  const canSave = writes && (dirty || fresh);
  const canSubmit = writes && (dirty || fresh || doc.may.submit);
  const canPublish = !dirty && !!doc?.may.publish;

  const save = async () => {
    if (canSave && (await editing.save(note.trim() || null))) setNote('');
  };
  const submit = async () => {
    const [first] = errors;
    if (first) return jump(first);
    await editing.submit(note.trim() || null);
    setNote('');
  };
  const forward = () => (canPublish ? editing.publish() : canSubmit ? submit() : undefined);
  const saidText = say ? table[say.word] : '';
  return (
    <div class="acts card no-print" role="group" aria-label={words.acts}>
      <div class="acts-say" role="status" aria-live="polite">
        {saidText ? <strong class={say?.bad ? 'bad' : 'good'}>{saidText}</strong> : <span class="muted">{next}</span>}
      </div>
      {writes && errors.length > 0 && (dirty || doc) && (
        <details class="acts-errors">
          <summary>{fillCount(table, 'errors', errors.length, desk.locale)}</summary>
          <ul class="plain">
            {errors.map((finding) => (
              <li key={`${finding.field}${finding.locale}${finding.rule}`}>
                <button type="button" class="link" onClick={() => jump(finding)}>
                  {place(words, finding)} – {sayFinding(words, desk.locale, finding)}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
      <div class="row acts-row">
        {writes && (
          <input
            type="text"
            name="note"
            class="grow note-field"
            maxLength={500}
            aria-label={words.note}
            placeholder={words.note}
            value={note}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        )}
        {writes && (
          <span class="small muted" data-testid="saved">
            {dirty ? words.unsaved : fresh ? words.not_saved_yet : words.all_saved}
          </span>
        )}
        {writes && (
          <button type="button" class="btn" disabled={!canSave || busy !== ''} onClick={save}>
            {busy === 'save' ? words.saving : words.save}
          </button>
        )}
        {writes && (
          <button
            type="button"
            class={canPublish ? 'btn' : 'btn main'}
            disabled={!canSubmit || busy !== ''}
            onClick={submit}
          >
            {words.submit}
          </button>
        )}
        {doc?.may.give_back && (
          <button type="button" class="btn" disabled={busy !== ''} onClick={() => setAsk('give_back')}>
            {words.give_back}
          </button>
        )}
        {doc && (doc.may.publish || doc.status === 'review') && (
          <button
            type="button"
            class="btn main"
            disabled={!canPublish || busy !== ''}
            title={canPublish ? undefined : next}
            onClick={() => editing.publish()}
          >
            {words.publish}
          </button>
        )}
        {doc?.may.withdraw && (
          <button type="button" class="btn quiet" disabled={busy !== ''} onClick={() => setAsk('withdraw')}>
            {words.withdraw}
          </button>
        )}
        <Shortcuts
          list={[
            { keys: 'j', label: desk.words.key_next },
            { keys: 'k', label: desk.words.key_previous },
            { keys: 'Ctrl+s', label: desk.words.key_save, run: save },
            { keys: 'Ctrl+Enter', label: desk.words.key_submit, run: forward },
          ]}
        />
      </div>
      <GiveBack
        open={ask === 'give_back'}
        words={words}
        close={() => setAsk('')}
        done={(why) => {
          setAsk('');
          editing.giveBack(why);
        }}
      />
      <Withdraw
        open={ask === 'withdraw'}
        words={words}
        close={() => setAsk('')}
        done={(why) => {
          setAsk('');
          editing.withdraw(why || null);
        }}
      />
    </div>
  );
}

/** Where a finding stands: field and language. */
function place(words: Areas['console_editor'], { field, locale }: Finding): string {
  const table = words as Record<string, string>;
  // `stem`, `option.B`, `box.A`, and in a list of things `step.3.option.B.say`
  const [name = '', at = '', ...rest] = field.split('.');
  const [part, letter = ''] = rest;
  const option = (of: string) => words.field_option.replace('{{letter}}', of);
  const inside = part === 'option' ? option(letter) : (table[`field_${part}`] ?? '');
  const label =
    at === ''
      ? (table[`field_${name}`] ?? field)
      : rest.length
        ? `${table[name]?.includes('{{n}}') ? table[name].replace('{{n}}', at) : `${table[`field_${name}`] ?? name} ${at}`} ${inside}`.trim()
        : (table[`${name}_${at}`] ?? option(at));
  return locale ? `${label} (${words[`lang_${locale}`]})` : label;
}
