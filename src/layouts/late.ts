/** Written into the end of every page: once it is usable, keeps it for offline and says when a new version waits. */
import { startWorker } from '../sw/bridge.ts';

const { dataset } = document.documentElement;

function offerUpdate(install: () => void) {
  const line = document.getElementById('update');
  if (!line) return;
  line.hidden = false;
  line.querySelector('button')?.addEventListener('click', install, { once: true });
}

const start = () => startWorker([location.pathname, ...(dataset.keep?.split(' ') ?? [])], offerUpdate);

// a slow phone first gets its answer: nothing here is needed for it
const soon = () => setTimeout(start, dataset.busy === undefined ? 300 : 2500);
if (document.readyState === 'complete') soon();
else addEventListener('load', soon, { once: true });
