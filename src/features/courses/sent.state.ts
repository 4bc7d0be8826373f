/** What became of a lesson's records: on this phone's disk, and in the class that this person sits in. */
import { exportQueue, startDelivery, subscribe } from '../../outbox/index.ts';
import { keep } from '../../sw/bridge.ts';
import { myClass } from './courses.remote.ts';
import { type Asked, pendingIn, type Row, refusedIn, type Told } from './lesson.ts';

/** Delivers, and answers what is asked: at once, and again when a delivery has ended. */
export function answering(locale: string, tell: (told: Told) => void): (asked: Asked) => void {
  let last: Asked | undefined;
  const look = async ({ slug, sent, seat }: Asked) => {
    let pending = false;
    if (sent) {
      const rows = (await exportQueue()) as Row[];
      pending = pendingIn(slug, rows);
      tell({ pending, refused: refusedIn(slug, rows) });
    }
    if (!seat || pending) return;
    const mine = await myClass(locale);
    tell({ seat: mine?.lessons.find((lesson) => lesson.slug === slug)?.blocks ?? null });
  };
  const answer = (asked: Asked) => void look(asked).catch(() => undefined);
  startDelivery();
  subscribe(({ waiting, flushing }) => {
    if (last?.sent && waiting === 0 && !flushing) answer(last);
  });
  return (asked) => {
    last = asked;
    answer(asked);
  };
}

/** Puts the lesson's pictures where the worker finds them: this page was open before the worker looked after it. */
export const keepPictures = (paths: readonly string[]): Promise<unknown> =>
  keep([...new Set(paths)], () => undefined).catch(() => undefined);
