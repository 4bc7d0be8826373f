import { useCallback, useEffect, useState } from 'preact/hooks';
import { formatMoment } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { may } from '../shell/me.ts';
import { clearFlag, type Flag, flags } from './desk.ts';
import type { TrailWords } from './trail.ts';

/** Points that need a look: what happened, what follows from it, and how it was settled. */
export function Flags({ words, trail }: { words: TrailWords; trail: string }) {
  const desk = useDesk();
  const [all, setAll] = useState<Flag[] | null>(null);
  const [old, setOld] = useState(false);
  const [settle, setSettle] = useState<Flag | null>(null);
  const [note, setNote] = useState('');
  const load = useCallback(
    () => flags(old ? null : true).then((found) => setAll(found.filter((flag) => flag.trail === trail)), desk.fail),
    [old, trail, desk.fail],
  );
  useEffect(() => void load(), [load]);
  const clear = async () => {
    if (!settle || !note.trim()) return;
    try {
      await clearFlag(settle.id, note.trim());
      setSettle(null);
      setNote('');
      desk.say(words.flag_done);
      await load();
    } catch (error) {
      desk.fail(error);
    }
  };
  const say = (words: Partial<Record<string, string>>) => words[desk.locale] ?? words['zh-Hans'] ?? '';
  return (
    <section class="card stack flags" aria-labelledby="flags-title" data-testid="flags">
      <div class="row">
        <h2 id="flags-title" class="grow">
          {words.flags}
        </h2>
        <label class="row flag">
          <input type="checkbox" checked={old} onChange={() => setOld(!old)} />
          {words.flags_old}
        </label>
      </div>
      <p class="small muted">{words.flags_text}</p>
      {all?.length === 0 && <p>{words.flags_none}</p>}
      <ul class="stack">
        {all?.map((flag) => (
          <li key={flag.id} class={flag.cleared_at ? 'notice' : 'notice amber'} data-flag={flag.id}>
            <b>
              {say(flag.name)} · {words[`flag_${flag.kind}`]}
            </b>{' '}
            <span class="muted num">{formatMoment(desk.locale, flag.at)}</span>
            <p>{fill(words[`flag_${flag.kind}_text`], { count: flag.count })}</p>
            {flag.cleared_at ? (
              <p class="small">
                {fill(words.flag_cleared, {
                  who: flag.cleared_by ?? '',
                  when: formatMoment(desk.locale, flag.cleared_at),
                })}{' '}
                {flag.note}
              </p>
            ) : (
              may(desk.me, 'rewards.manage') && (
                <button type="button" class="btn" onClick={() => setSettle(flag)}>
                  {words.flag_clear}
                </button>
              )
            )}
          </li>
        ))}
      </ul>
      <Dialog open={settle !== null} title={words.flag_clear} words={desk.words} close={() => setSettle(null)}>
        <p>{words.flag_clear_text}</p>
        <label class="stack tight">
          {words.flag_note}
          <textarea
            name="note"
            rows={2}
            maxLength={200}
            value={note}
            onInput={({ currentTarget }) => setNote(currentTarget.value)}
          />
        </label>
        <div class="row">
          <button type="button" class="btn main" disabled={!note.trim()} onClick={clear}>
            {words.flag_clear}
          </button>
        </div>
      </Dialog>
    </section>
  );
}
