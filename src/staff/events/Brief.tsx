import { useEffect, useState } from 'preact/hooks';
import type { StaffSession } from '../../contract/events.ts';
import { getDocument } from '../documents.ts';
import { useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import { draftBrief } from './calls.ts';
import { dayOf, type EventWords, localOf } from './event.ts';

interface Props {
  words: EventWords;
  event: string;
  session: StaffSession;
}

/** The brief of a date that was held: begun here, once. */
export function Brief({ words, event, session }: Props) {
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [there, setThere] = useState(false);
  const key = `${event}-${dayOf(localOf(session.origin)).replaceAll('-', '')}`;
  useEffect(() => {
    // most dates have none yet
    getDocument('brief', key).then(
      () => setThere(true),
      () => {},
    );
  }, [key]);
  if (!may(desk.me, 'content.write') && !there) return null;
  const address = (of: string) => `${desk.prefix}/staff/brief?key=${encodeURIComponent(of)}`;
  const draft = async () => {
    setBusy(true);
    try {
      location.assign(address((await draftBrief(event, session.origin)).key));
    } catch (error) {
      desk.fail(error);
      setBusy(false);
    }
  };
  return (
    <section class="card stack tight" aria-labelledby="brief-title">
      <h2 id="brief-title">{words.brief}</h2>
      <p class="muted">{words.draft_brief_text}</p>
      <p>
        {there ? (
          <a class="btn" href={address(key)}>
            {words.see_brief}
          </a>
        ) : (
          <button type="button" class="btn" disabled={busy} onClick={draft}>
            {words.draft_brief}
          </button>
        )}
      </p>
    </section>
  );
}
