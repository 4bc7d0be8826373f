import { useState } from 'preact/hooks';
import { fillCount } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { nextYear, type SchoolPage, type SchoolWords } from './calls.ts';

/** After 1 September: classes of last year move one grade up, and who sat where is deleted. */
export function YearEnd({ words, page, done }: { words: SchoolWords; page: SchoolPage; done: () => void }) {
  const desk = useDesk();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const move = async () => {
    setBusy(true);
    try {
      const { made } = await nextYear(page.school.code);
      desk.say(fillCount(words, 'year_end_done', made, desk.locale));
      done();
    } catch (error) {
      desk.fail(error);
    }
    setBusy(false);
    setAsking(false);
  };
  const text = fillCount(words, 'year_end_text', page.old_classes, desk.locale);
  return (
    <section class="card stack tight" aria-labelledby="year-end">
      <h2 id="year-end">{words.year_end}</h2>
      <p>{text}</p>
      <p>
        <button type="button" class="btn" onClick={() => setAsking(true)}>
          {words.year_end_do}
        </button>
      </p>
      <Dialog open={asking} title={words.year_end_do} words={desk.words} close={() => setAsking(false)}>
        <p>{text}</p>
        <p class="notice amber">{words.year_end_ask}</p>
        <div class="row">
          <button type="button" class="btn main" disabled={busy} onClick={move}>
            {words.year_end_do}
          </button>
          <button type="button" class="btn quiet" onClick={() => setAsking(false)}>
            {desk.words.cancel}
          </button>
        </div>
      </Dialog>
    </section>
  );
}
