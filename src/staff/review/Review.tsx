import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { type Document, documentRevision, type Kind } from '../documents.ts';
import { DiffView } from '../editor/DiffView.tsx';
import type { Names } from '../editor/show.ts';
import { useDesk } from '../shell/Console.tsx';
import { useSteadyFocus } from './steady.ts';

interface Props<B> {
  kind: Kind;
  doc: Document<B>;
  names: Names;
}

/** What a reviewer reads first: what would change on phones. Shown while a document is in review. */
export function Review<B>({ kind, doc, names }: Props<B>) {
  const { words } = names;
  const desk = useDesk();
  const { live_revision: live, key, head, status } = doc;
  const [before, setBefore] = useState<{ revision: number; body: unknown } | null>(null);
  useEffect(() => {
    if (status !== 'review' || !live) return;
    let gone = false;
    documentRevision<B>(kind, key, live).then(
      ({ revision, body }) => gone || setBefore({ revision, body }),
      (error) => gone || desk.fail(error),
    );
    return () => {
      gone = true;
    };
  }, [kind, key, live, status, desk.fail]);
  useSteadyFocus(status === 'review' && (before ?? key));
  if (status !== 'review') return null;
  return (
    <section class="card stack review" aria-labelledby="review-title" data-head={head}>
      <h2 id="review-title">{words.review}</h2>
      {doc.note && <p class="note">{doc.note}</p>}
      {live ? (
        <>
          <p class="muted">{fill(words.review_changes, { n: live })}</p>
          {before && (
            <DiffView kind={kind} before={before.body} after={doc.body} names={names} same={words.review_same} />
          )}
        </>
      ) : (
        <>
          <p class="muted">{words.review_new}</p>
          <DiffView kind={kind} before={null} after={doc.body} names={names} same={words.review_same} />
        </>
      )}
    </section>
  );
}
