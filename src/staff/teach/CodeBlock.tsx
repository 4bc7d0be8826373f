import { useState } from 'preact/hooks';
import { CODE_DAYS_MAX } from '../../contract/courses.ts';
import { formatDate } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { isLocal } from '../posters/posters.ts';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { lockCode, setCode } from './calls.ts';
import { useAct, useClassDesk } from './parts.tsx';
import { Qr } from './Qr.tsx';
import { showCode } from './words.ts';

/** A new code holds for so many days unless another number is typed. */
export const USUAL_DAYS = 14;

/** The class code in the head of the page, and the window that a class looks at. */
export function CodeBlock() {
  const desk = useDesk();
  const { words, page } = useClassDesk();
  const { busy, act } = useAct();
  const [open, setOpen] = useState(() => location.hash === '#code');
  const { code } = page;
  // a code that has run out is not answered any more
  const standing = code && (code.locked ? 'locked' : 'open');
  const show = async () => {
    if (code || (await act(() => setCode(page.class.id, USUAL_DAYS), words.code_made))) setOpen(true);
  };
  const close = () => {
    setOpen(false);
    if (location.hash === '#code') history.replaceState(null, '', location.pathname + location.search);
  };
  return (
    <section class="code-block" aria-label={words.code}>
      <p class="small muted">{words.code}</p>
      <p class="code num" data-testid="code">
        {code ? showCode(code.code) : '–'}
      </p>
      <p class="small muted">
        {code && standing
          ? fill(words[`code_${standing}`], { day: formatDate(desk.locale, code.until) })
          : words.code_none}
      </p>
      <button type="button" class="btn" disabled={busy} onClick={show}>
        {code ? words.code_window : words.code_make}
      </button>
      <Dialog open={open} title={words.code_title} words={desk.words} close={close} wide>
        <CodeWindow standing={standing} />
      </Dialog>
    </section>
  );
}

function CodeWindow({ standing }: { standing: 'locked' | 'open' | null }) {
  const desk = useDesk();
  const { words, page, site } = useClassDesk();
  const { busy, act } = useAct();
  const [days, setDays] = useState(`${USUAL_DAYS}`);
  const { code } = page;
  const id = page.class.id;
  const count = Number(days);
  const fits = Number.isInteger(count) && count >= 1 && count <= CODE_DAYS_MAX;
  const join = `${new URL(site).host}${desk.prefix}/join`;
  return (
    <div class="code-window">
      {code && standing === 'open' && <Qr address={`${site}${desk.prefix}/join#${code.code}`} label={words.code_qr} />}
      <div class="stack">
        {code && standing === 'open' ? (
          <>
            {/* biome-ignore lint/a11y/noAutofocus: the window begins with what it shows, not with its first button */}
            <p class="code-large num" tabIndex={-1} autoFocus>
              {showCode(code.code)}
            </p>
            <ol class="stack tight">
              <li>{words.code_step_scan}</li>
              <li>{fill(words.code_step_type, { address: join })}</li>
              <li>{words.code_step_seat}</li>
            </ol>
            <p class="small muted">{words.code_read}</p>
            <p class="small muted">{fill(words.code_open, { day: formatDate(desk.locale, code.until) })}</p>
          </>
        ) : (
          <p class="notice amber">{words[standing === 'locked' ? 'code_locked_text' : 'code_over_text']}</p>
        )}
        {isLocal(site) && <p class="notice amber small">{words.local}</p>}
        <div class="row">
          {code && (
            <button
              type="button"
              class="btn"
              disabled={busy}
              onClick={() => act(() => lockCode(id, !code.locked), code.locked ? words.unlocked : words.locked)}
            >
              {code.locked ? words.unlock : words.lock}
            </button>
          )}
          <form
            class="row"
            onSubmit={(event) => {
              event.preventDefault();
              if (fits) void act(() => setCode(id, count), words.code_made);
            }}
          >
            <button type="submit" class={standing === 'open' ? 'btn' : 'btn main'} disabled={!fits || busy}>
              {code ? words.code_new : words.code_make}
            </button>
            <label class="row code-days">
              {words.code_days}
              <input
                type="number"
                name="days"
                min={1}
                max={CODE_DAYS_MAX}
                value={days}
                onInput={(event) => setDays(event.currentTarget.value)}
              />
              {words.days}
            </label>
          </form>
        </div>
        {code && standing === 'open' && <p class="small muted">{words.code_new_text}</p>}
      </div>
    </div>
  );
}
