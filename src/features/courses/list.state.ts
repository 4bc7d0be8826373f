/** How far the lessons of the list are: by what this phone keeps, then by what the class has. */
import { now, readDraft } from '../../outbox/index.ts';
import { myClass } from './courses.remote.ts';
import { draftKey, type Progress, schoolYear } from './lesson.ts';

/** Calls `tell` for every lesson that was begun this school year, with the blocks that are left; 0: the lesson is done. */
export async function doneLessons(
  slugs: readonly string[],
  locale: string,
  tell: (slug: string, left: number) => void,
): Promise<void> {
  const year = schoolYear(now());
  for (const slug of slugs) {
    const kept = await readDraft<Progress>(draftKey(slug)).catch(() => undefined);
    if (kept?.year === year && kept.done.length > 0) tell(slug, kept.left);
  }
  const mine = await myClass(locale).catch(() => null);
  for (const { slug, done } of mine?.lessons ?? []) if (done !== null) tell(slug, 0);
}
