import { useEffect, useMemo, useState } from 'preact/hooks';
import type { HourHeld } from '../../contract/courses.ts';
import { today } from '../editor/page.ts';
import { useDesk } from '../shell/Console.tsx';
import { type Hour, holdHour } from './calls.ts';
import { keepDraft, keptDraft } from './draft.ts';
import { combine, entryOf, othersDid, readSeats, type Wishes } from './entry.ts';
import { useClassDesk } from './parts.tsx';
import { lastDay } from './words.ts';

/** What came of saving: the server's answer, and what others did meanwhile. */
export interface Saved extends HourHeld {
  added: number[];
  removed: number[];
}

const NONE: Wishes = new Map();

/** An hour that is being entered: what is typed and pressed, what it comes to, and saving it. */
export function useEntry(lesson: string) {
  const { fail } = useDesk();
  const { page, read } = useClassDesk();
  const id = page.class.id;
  const [how, setHow] = useState<Hour['how']>('projector');
  const [day, setDay] = useState(() => lastDay(page.class.year, today()));
  const [wishes, setWishes] = useState(NONE);
  const [text, setText] = useState('');
  const [saved, setSaved] = useState<Saved | null>(null);
  const [found, setFound] = useState(false);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    const kept = keptDraft(id, lesson);
    if (kept) {
      setHow(kept.how);
      setDay(kept.day);
    }
    setWishes(new Map(kept?.wishes));
    setFound(kept !== null);
    setText('');
    setSaved(null);
  }, [id, lesson]);

  const typed = useMemo(() => readSeats(text, page.class.seats), [text, page.class.seats]);
  const entry = useMemo(
    () => entryOf(page.seats, lesson, combine(wishes, typed.wishes)),
    [page.seats, lesson, wishes, typed],
  );
  const pending = (): Map<number, boolean> =>
    new Map([
      ...entry.done.map((seat) => [seat, true] as const),
      ...entry.undone.map((seat) => [seat, false] as const),
    ]);
  const keep = (next: { how?: Hour['how']; day?: string; wishes?: Wishes }) => {
    keepDraft(id, lesson, next.how ?? how, next.day ?? day, next.wishes ?? pending());
    setSaved(null);
  };

  return {
    how,
    day,
    text,
    typed,
    entry,
    saved,
    found,
    busy,
    setHow(next: Hour['how']) {
      setHow(next);
      keep({ how: next });
    },
    setDay(next: string) {
      setDay(next);
      keep({ day: next });
    },
    type(next: string) {
      setText(next);
      const { done, undone } = entryOf(page.seats, lesson, combine(wishes, readSeats(next, page.class.seats).wishes));
      keep({ wishes: new Map([...done.map((s) => [s, true] as const), ...undone.map((s) => [s, false] as const)]) });
    },
    /** several seats at once; what was typed becomes part of it */
    wish(seats: readonly number[], wish: (seat: number) => boolean) {
      const next = combine(pending(), new Map(seats.map((seat) => [seat, wish(seat)])));
      setWishes(next);
      setText('');
      keep({ wishes: next });
    },
    drop() {
      setWishes(NONE);
      setText('');
      setFound(false);
      keep({ wishes: NONE });
    },
    async save() {
      if (busy) return;
      setBusy(true);
      const sent = { done: entry.done, undone: entry.undone };
      try {
        const held = await holdHour(id, { lesson, how, day, ...sent });
        keepDraft(id, lesson, how, day, NONE);
        setWishes(NONE);
        setText('');
        setFound(false);
        const after = await read();
        setSaved({
          ...held,
          ...(after ? othersDid(page.seats, after.seats, lesson, sent) : { added: [], removed: [] }),
        });
      } catch (error) {
        fail(error);
      }
      setBusy(false);
    },
  };
}
