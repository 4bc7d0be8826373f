import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../contract/locales.ts';
import { formatMoment } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { StatusChips } from '../bank/Chips.tsx';
import { editorOf, type Kind } from '../documents.ts';
import { Review } from '../review/Review.tsx';
import { useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import { Teach } from '../shell/parts.tsx';
import { ActionBar } from './ActionBar.tsx';
import { Conflict } from './Conflict.tsx';
import { Form } from './Field.tsx';
import { controlId, type Finding } from './findings.ts';
import { History } from './History.tsx';
import { Neighbours } from './Neighbours.tsx';
import type { Names } from './show.ts';
import { nextStep } from './steps.ts';
import type { Editing } from './useDocument.ts';

interface Props<B> {
  kind: Kind;
  editing: Editing<B>;
  names: Names;
  findings: readonly Finding[];
  /** where the list is */
  list: string;
  /** shows the language that a finding is about */
  pick?: (locale: Locale) => void;
  /** opens what the field of a finding is folded away in */
  reveal?: (finding: Finding) => void;
  /** the form */
  children: ComponentChildren;
  /** beside it: the preview */
  aside?: ComponentChildren;
}

/** Everything around the form of a document: where it stands, what comes next, its history, and every act on it. */
export function Frame<B>({ kind, editing, names, findings, list, pick, reveal, children, aside }: Props<B>) {
  const desk = useDesk();
  const { words, bank } = names;
  const { doc, state, said, found, dirty, busy } = editing;
  const [touched, setTouched] = useState<ReadonlySet<string> | null>(new Set());
  if (state === 'loading') return <p class="muted">{desk.words.loading}</p>;
  if (state === 'missing') {
    return (
      <Teach title={words.missing} text={words.missing_text}>
        <a class="btn" href={desk.prefix + list}>
          {words[kind === 'fact' ? 'back_fact' : 'back_question']}
        </a>
      </Teach>
    );
  }
  const writes = doc ? doc.may.save : may(desk.me, 'content.write');
  // what was saved before is judged as a whole; an empty form is not scolded
  const judged = doc ? null : touched;
  const jump = (finding: Finding) => {
    setTouched(null);
    if (finding.locale) pick?.(finding.locale);
    reveal?.(finding);
    requestAnimationFrame(() => {
      const control = document.getElementById(controlId(finding.field, finding.locale));
      control?.scrollIntoView({ block: 'center' });
      control?.focus({ preventScroll: true });
    });
  };
  const errors = findings.filter(({ level }) => level === 'error');
  return (
    <Form.Provider
      value={{
        words,
        screen: desk.locale,
        findings,
        touched: judged,
        touch: (id) => setTouched((now) => now && new Set([...now, id])),
      }}
    >
      <div class="editor stack">
        <header class="row doc-head">
          <a href={desk.prefix + list}>← {words[kind === 'fact' ? 'back_fact' : 'back_question']}</a>
          {doc && <Neighbours address={desk.prefix + editorOf(kind, doc.key)} words={words} />}
          {doc && (
            <>
              <b class="num">{doc.key}</b>
              <StatusChips row={doc} words={bank} />
              <span class="muted small">
                {fill(words.revision, { n: doc.head })} ·{' '}
                {fill(words.saved_by, {
                  who: doc.saved_by || words.by_nobody,
                  when: formatMoment(desk.locale, doc.saved_at),
                })}{' '}
                · {doc.live_revision ? fill(words.live_is, { n: doc.live_revision }) : words.never_live}
              </span>
            </>
          )}
        </header>
        {found && (
          <div class="notice row" role="alert">
            <span class="grow">{fill(words.found, { when: formatMoment(desk.locale, found.at) })}</span>
            <button type="button" class="btn main" onClick={editing.takeFound}>
              {words.found_take}
            </button>
            <button type="button" class="btn" onClick={editing.dropFound}>
              {words.found_drop}
            </button>
          </div>
        )}
        {doc?.returned && doc.note && (
          <div class="notice amber" data-testid="returned">
            <b>{words.returned}</b>
            <p>
              {fill(words.returned_by, { who: doc.reviewer ?? '' })} {doc.note}
            </p>
          </div>
        )}
        <div class={aside ? 'desk-two' : 'desk-one'}>
          <div class="stack">
            {doc && <Review kind={kind} doc={doc} names={names} />}
            <Sheet folded={!writes && doc?.status === 'review'} label={words.all_fields}>
              <fieldset class="bare stack" disabled={!writes || found !== null}>
                {children}
              </fieldset>
            </Sheet>
          </div>
          {aside && <aside class="beside">{aside}</aside>}
        </div>
        {doc && (
          <History
            kind={kind}
            doc={doc}
            names={names}
            busy={busy !== ''}
            restore={(revision) => editing.restore(revision)}
          />
        )}
        <ActionBar
          editing={editing}
          words={words}
          writes={writes}
          errors={errors}
          jump={jump}
          say={said && !dirty ? said : null}
          next={words[nextStep(doc, writes, may(desk.me, 'content.review'))]}
        />
        {editing.conflict && (
          <Conflict
            kind={kind}
            clash={editing.conflict}
            mine={editing.body}
            names={names}
            busy={busy !== ''}
            save={(merged) => editing.resolve(merged)}
            close={() => editing.setConflict(null)}
          />
        )}
      </div>
    </Form.Provider>
  );
}

/** The form; folded away for reviewers, who have read everything above it. */
function Sheet({ folded, label, children }: { folded: boolean; label: string; children: ComponentChildren }) {
  if (!folded) return <>{children}</>;
  return (
    <details class="sheet">
      <summary>{label}</summary>
      {children}
    </details>
  );
}
