import { useEffect, useState } from 'preact/hooks';
import type { BriefBody, StaffSession } from '../../contract/events.ts';
import { getDocument } from '../documents.ts';
import { useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import { draftBrief } from './calls.ts';
import { dayOf, type EventWords, localOf, timeOf } from './event.ts';

interface Props {
  words: EventWords;
  event: string;
  session: StaffSession;
}

/** Keys that the brief of a date may have: the second one of a day has its hour in its name (api.draft_brief). */
export function keysOf(event: string, origin: string): string[] {
  const local = localOf(origin);
  const day = dayOf(local).replaceAll('-', '');
  return [`${event}-${day}`, `${event}-${day}${timeOf(local).replace(':', '')}`];
}

/** The brief of a date that was held: begun here, and brought up to date when figures have come in since. */
export function Brief({ words, event, session }: Props) {
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [there, setThere] = useState('');
  const { origin } = session;
  useEffect(() => {
    const find = async () => {
      for (const key of keysOf(event, origin)) {
        // most dates have none yet
        const found = await getDocument<BriefBody>('brief', key).catch(() => null);
        if (found && Date.parse(found.body.origin) === Date.parse(origin)) return setThere(key);
      }
    };
    void find();
  }, [event, origin]);
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
      <p class="row">
        {there && (
          <a class="btn" href={address(there)}>
            {words.see_brief}
          </a>
        )}
        {may(desk.me, 'content.write') && (
          <button type="button" class="btn" disabled={busy} onClick={draft}>
            {there ? words.redraft_brief : words.draft_brief}
          </button>
        )}
      </p>
    </section>
  );
}
