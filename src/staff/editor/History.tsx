import { useState } from 'preact/hooks';
import { formatMoment } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { type Document, documentRevision, type Kind, type Revision } from '../documents.ts';
import { useDesk } from '../shell/Console.tsx';
import { DiffView } from './DiffView.tsx';
import type { Names } from './show.ts';

interface Props<B> {
  kind: Kind;
  doc: Document<B>;
  names: Names;
  busy: boolean;
  restore: (revision: number) => void;
}

/** Every revision with who, when and why; what each changed; and the way back to it in one press. */
export function History<B>({ kind, doc, names, busy, restore }: Props<B>) {
  const { words, bank } = names;
  const desk = useDesk();
  return (
    <section class="card stack history" aria-labelledby="history-title">
      <h2 id="history-title">{words.history}</h2>
      <p class="small muted">{words.history_text}</p>
      <ol>
        {doc.revisions.map((revision) => (
          <li key={revision.revision} data-revision={revision.revision}>
            <div class="row">
              <b class="num">{fill(words.revision, { n: revision.revision })}</b>
              <span>{revision.author || words.by_nobody}</span>
              <span class="muted num">{formatMoment(desk.locale, revision.saved_at)}</span>
              <span class={`state ${revision.status}`}>
                {revision.revision === doc.live_revision ? words.on_phones : bank[`status_${revision.status}`]}
              </span>
              {revision.reviewer && (
                <span class="small muted">{fill(words.reviewed_by, { who: revision.reviewer })}</span>
              )}
              <span class="grow" />
              {revision.revision === doc.head && doc.status !== 'withdrawn' ? (
                <span class="small muted">{words.restored}</span>
              ) : (
                doc.may.save && (
                  <button type="button" class="btn" disabled={busy} onClick={() => restore(revision.revision)}>
                    {words.restore}
                  </button>
                )
              )}
            </div>
            {revision.note && <p class="note">{revision.note}</p>}
            <Changes kind={kind} doc={doc} revision={revision} names={names} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What a revision changed against the one before it; fetched when it is opened. */
function Changes<B>({ kind, doc, revision, names }: Omit<Props<B>, 'busy' | 'restore'> & { revision: Revision }) {
  const { words } = names;
  const desk = useDesk();
  const [bodies, setBodies] = useState<{ before: unknown; after: unknown } | null>(null);
  const number = revision.revision;
  const open = async () => {
    if (bodies) return;
    const body = async (n: number) => (n < 1 ? null : (await documentRevision<B>(kind, doc.key, n)).body);
    try {
      const [before, after] = await Promise.all([body(number - 1), body(number)]);
      setBodies({ before, after });
    } catch (error) {
      desk.fail(error);
    }
  };
  return (
    <details onToggle={(event) => event.currentTarget.open && open()}>
      <summary>{words.compare}</summary>
      {number === 1 && <p class="small muted">{words.compare_first}</p>}
      {bodies && (
        <DiffView kind={kind} before={bodies.before} after={bodies.after} names={names} same={words.compare_same} />
      )}
    </details>
  );
}
