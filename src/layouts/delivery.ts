/** The quiet line at the foot of every page: what waits on this phone, and the button that sends it now. */
import { flushNow, type OutboxStatus, startDelivery, subscribe } from '../outbox/index.ts';
import { fillCount } from '../ui/fill.ts';

const line = document.getElementById('delivery');
const button = line?.querySelector('button');
const words: Record<string, string> = JSON.parse(line?.dataset.words ?? '{}');

function show(status: OutboxStatus) {
  if (!line || !button) return;
  const waits = status.waiting + status.quarantined;
  const seen = waits > 0 || status.delivered > 0;
  line.hidden = !seen;
  line.classList.toggle('waits', waits > 0);
  const text = line.querySelector('[role]');
  const state = waits > 0 ? fillCount(words, 'waiting', waits, document.documentElement.lang) : words.delivered;
  // a live region speaks at every change of its text: only when it says something else
  if (text && text.textContent !== state) text.textContent = state ?? '';
  button.hidden = waits === 0;
  button.disabled = status.flushing;
  button.textContent = (status.flushing ? words.sending : words.send_now) ?? '';
}

/** After a try by hand that did not deliver: that nothing is lost, and why it waits. */
function explain({ waiting, lastError }: OutboxStatus) {
  const why = line?.querySelector('.why');
  const text = waiting === 0 ? '' : lastError === 'offline' ? words.offline : words.waiting_help;
  if (why) why.textContent = text ?? '';
}

button?.addEventListener('click', () => void flushNow().then(explain));
subscribe(show);
startDelivery();
