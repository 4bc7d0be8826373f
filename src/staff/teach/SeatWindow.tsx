import { useState } from 'preact/hooks';
import { type ClassPage, REOPEN_MINUTES } from '../../contract/courses.ts';
import { formatDate } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { save } from '../exchange/save.ts';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { eraseSeat, freeSeat, moveSeat, reopenSeat, seatExport } from './calls.ts';
import { useAct, useClassDesk } from './parts.tsx';

type Seat = ClassPage['seats'][number];

/** One seat: what was done there, and what a teacher may have to do about it. */
export function SeatWindow({ seat, close }: { seat: Seat | undefined; close: () => void }) {
  const desk = useDesk();
  const { words } = useClassDesk();
  const title = seat ? fill(words.seat_title, { seat: seat.seat, state: words[`state_${seat.state}`] }) : '';
  return (
    <Dialog open={seat !== undefined} title={title} words={desk.words} close={close}>
      {seat && (
        <>
          <Done seat={seat} />
          {seat.state === 'empty' ? <p class="muted">{words.seat_empty}</p> : <Acts seat={seat} close={close} />}
        </>
      )}
    </Dialog>
  );
}

function Done({ seat }: { seat: Seat }) {
  const { locale } = useDesk();
  const { words, page } = useClassDesk();
  return (
    // biome-ignore lint/a11y/noAutofocus: a field that had the focus would bring up a phone's keyboard
    <ul class="plain-list seat-done stack tight" tabIndex={-1} autoFocus data-testid="seat-lessons">
      {page.course.lessons.map(({ slug, title, blocks }) => {
        const own = seat.lessons.find(({ lesson }) => lesson === slug);
        const done = own?.how
          ? fill(words.held_on, { how: words[`how_${own.how}`], day: own.on ? formatDate(locale, own.on) : '' })
          : fill(words.blocks_of, { done: own?.blocks ?? 0, of: blocks });
        return (
          <li key={slug} class="row">
            <span class="grow">{title}</span>
            <span class={own?.how ? 'chip' : 'muted num'}>{done}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Acts({ seat: { seat, device, reopened }, close }: { seat: Seat; close: () => void }) {
  const desk = useDesk();
  const { words, page } = useClassDesk();
  const { busy, act } = useAct();
  const [to, setTo] = useState('');
  const [asked, ask] = useState<'free' | 'erase' | null>(null);
  const id = page.class.id;
  const target = Number(to.normalize('NFKC'));
  const fits = Number.isInteger(target) && target >= 1 && target <= page.class.seats && target !== seat;
  const taken = fits && page.seats.some((one) => one.seat === target && one.state !== 'empty');
  const download = async () => {
    try {
      const text = JSON.stringify(await seatExport(id, seat), null, 2);
      save(new Blob([text]), `${words.export_file}-${seat}.json`, 'application/json');
    } catch (error) {
      desk.fail(error);
    }
  };
  if (asked) {
    const work = asked === 'erase' ? eraseSeat : freeSeat;
    return (
      <div class="notice amber stack" role="alert">
        <p>{fill(words[`${asked}_text`], { seat })}</p>
        <div class="row">
          <button
            type="button"
            class="btn main"
            disabled={busy}
            onClick={async () => (await act(() => work(id, seat), words[`${asked}_done`])) && close()}
          >
            {words[`${asked}_sure`]}
          </button>
          <button type="button" class="btn" onClick={() => ask(null)}>
            {desk.words.cancel}
          </button>
        </div>
      </div>
    );
  }
  return (
    <div class="stack">
      {device && (
        <div class="stack tight">
          <button
            type="button"
            class="btn"
            disabled={busy}
            onClick={() => act(() => reopenSeat(id, seat, !reopened), reopened ? words.reopen_shut : words.reopen_open)}
          >
            {reopened ? words.reopen_close : words.reopen}
          </button>
          <p class="small muted">{fill(words.reopen_text, { minutes: REOPEN_MINUTES })}</p>
        </div>
      )}
      <form
        class="stack tight"
        onSubmit={async (event) => {
          event.preventDefault();
          if (fits && (await act(() => moveSeat(id, seat, target), words.move_done))) close();
        }}
      >
        <label class="stack tight">
          <span>{words.move_to}</span>
          <span class="row">
            <input
              class="seat-number"
              name="to_seat"
              inputMode="numeric"
              value={to}
              onInput={(event) => setTo(event.currentTarget.value)}
            />
            <button type="submit" class="btn" disabled={!fits || busy}>
              {words.move}
            </button>
          </span>
        </label>
        {taken && <p class="small muted">{fill(words.move_swaps, { seat: target })}</p>}
      </form>
      <div class="row">
        <button type="button" class="btn" onClick={() => ask('free')}>
          {words.free}
        </button>
        <button type="button" class="btn" onClick={download}>
          {words.export}
        </button>
        <button type="button" class="btn" onClick={() => ask('erase')}>
          {words.erase}
        </button>
      </div>
    </div>
  );
}
