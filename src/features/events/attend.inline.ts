/**
 * Written into an event's page: whoever opens it with the event's printed code was there. That is a fact on the phone before
 * anything else is loaded or asked, and the token leaves the address: who sends the link on sends no code along.
 */
import { type NoteError, note, now, readDraft, writeDraft } from '../../outbox/note.ts';
import { ATTENDED_KEY, type Attended, type AttendState, before, withScan } from './attend.ts';
import { broughtBy } from './ticket.ts';

const root = document.getElementById('attend');
const slug = /\/events\/([a-z0-9-]+)/.exec(location.pathname)?.[1] ?? '';
const words: Record<string, string> = JSON.parse(root?.dataset.words ?? '{}');

function show(state: AttendState) {
  if (!root || root.dataset.state === state) return;
  root.hidden = false;
  root.dataset.state = state;
  const put = (selector: string, text: string | undefined) => {
    const element = root.querySelector<HTMLElement>(selector);
    if (element) element.textContent = text ?? '';
  };
  const good = state === 'noted' || state === 'done';
  put('h2', words[good ? 'attend_good' : state === 'noting' ? 'attend_noting' : 'attend_bad']);
  put('p', state === 'noting' ? '' : words[`attend_${state}`]);
  root.classList.toggle('good', good);
  root.querySelector('button')?.toggleAttribute('hidden', state !== 'full' && state !== 'unavailable');
}

const tell = () => dispatchEvent(new Event('qingtu-attended'));

async function attend() {
  const brought = broughtBy(location.hash);
  if (!slug || !brought || !('token' in brought)) {
    // a reload: this entry of the history stands for a scan
    if (typeof history.state?.attend === 'number') show('noted');
    return;
  }
  show('noting');
  try {
    const list = (await readDraft<Attended[]>(ATTENDED_KEY)) ?? [];
    const at = now();
    const known = before(list, slug, at);
    if (!known) {
      const one: Attended = { at, event: slug, record: null };
      const { id } = await note(
        { kind: 'attend', event: slug, token: brought.token },
        { key: ATTENDED_KEY, value: withScan(list, one) },
      );
      await writeDraft(ATTENDED_KEY, withScan(list, { ...one, record: id })).catch(() => undefined);
    }
    history.replaceState({ attend: known?.at ?? at }, '', location.pathname + location.search);
    show('noted');
  } catch (error) {
    // the token stays in the address: trying again is opening the code again
    show((error as NoteError).code === 'full' ? 'full' : 'unavailable');
  }
  tell();
}

void attend();
addEventListener('hashchange', () => void attend());
root?.querySelector('button')?.addEventListener('click', () => void attend());
// what became of it is asked by what follows the page
addEventListener('qingtu-attend', (event) => show((event as CustomEvent<AttendState>).detail));
