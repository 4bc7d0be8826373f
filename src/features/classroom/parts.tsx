import type { ComponentChildren } from 'preact';
import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { ClassName, MyClass } from '../../contract/courses.ts';
import type { Areas } from '../../i18n/keys.ts';
import { fill, fillCount } from '../../ui/fill.ts';
import { gradeKey } from './classroom.ts';
import { createSeat, type Seat } from './seat.state.ts';

export type JoinWords = Areas['join'];

/** 五年级2班 */
export const className = (words: JoinWords, here: Pick<ClassName, 'grade' | 'number'>): string =>
  fill(words.class_name, { grade: words[gradeKey(here)] ?? here.grade, number: here.number });

/** The seat of this phone, looked up when the page has woken. */
export function useSeat(locale: string): Seat | null {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const ref = useRef<Seat | null>(null);
  useEffect(() => {
    const seat = createSeat(locale, () => redraw(0));
    ref.current = seat;
    void seat.load();
    // "back" on a tablet that was given on brings the former pupil's page as it was: it looks again whose it is
    const shown = (event: PageTransitionEvent) => void (event.persisted && seat.load());
    addEventListener('pageshow', shown);
    return () => {
      removeEventListener('pageshow', shown);
      seat.stop();
    };
  }, [locale]);
  return ref.current;
}

interface AskProps {
  label: string;
  title: string;
  text: string;
  /** does it; `no` closes the window */
  yes: string;
  no: string;
  disabled: boolean;
  onYes(): void;
  children?: ComponentChildren;
}

/** A button that asks once more, in a window, before it does something that cannot be taken back here. */
function Ask({ label, title, text, yes, no, disabled, onYes, children }: AskProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button type="button" class="btn" disabled={disabled} onClick={() => dialog.current?.showModal()}>
        {label}
      </button>
      <dialog ref={dialog} class="card" aria-label={title}>
        <form method="dialog" class="stack tight">
          <h2>{title}</h2>
          <p>{text}</p>
          {children}
          <button class="btn main" type="submit">
            {no}
          </button>
          <button class="btn" type="submit" onClick={onYes}>
            {yes}
          </button>
        </form>
      </dialog>
    </>
  );
}

/** Leaving the class, and giving this phone or tablet to the next pupil. */
export function SeatActions({
  seat,
  mine,
  words,
  locale,
  joinPath,
}: {
  seat: Seat;
  mine: MyClass;
  words: JoinWords;
  locale: string;
  joinPath: string;
}) {
  const { busy, message, waiting, refused } = seat.state;
  const named = className(words, mine.class);
  return (
    <div class="stack tight">
      <div class="row seat-actions">
        <Ask
          label={words.next_pupil}
          title={words.next_title}
          text={fill(words.next_text, { seat: mine.seat })}
          yes={words.next_yes}
          no={words.next_no}
          disabled={busy}
          onYes={() => void seat.giveOn(() => location.replace(joinPath))}
        >
          {refused > 0 && <p class="notice amber">{fillCount(words, 'refused', refused, locale)}</p>}
        </Ask>
        <Ask
          label={words.leave}
          title={fill(words.leave_title, { class: named })}
          text={words.leave_text}
          yes={words.leave_yes}
          no={words.leave_no}
          disabled={busy}
          onYes={() => void seat.leave()}
        />
      </div>
      <p role="status" class={message && message !== 'left' ? 'notice amber' : ''} data-testid="seat-message">
        {waiting
          ? `${fillCount(words, 'waiting', waiting.count, locale)} ${words[`why_${waiting.why}`]}`
          : message === 'no_network' || message === 'no_disk'
            ? words[`msg_${message}`]
            : ''}
      </p>
    </div>
  );
}
