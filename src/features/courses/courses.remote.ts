import { hasIdentity, rpc, seemsKnown } from '../../backend/call.ts';
import { serverRpc } from '../../backend/server.ts';
import type { CourseCard, LessonPage, MyClass } from '../../contract/courses.ts';
import type { Locale } from '../../contract/locales.ts';

/** Published courses with their lessons, primary school first. */
export const courseCards = (locale: Locale) => serverRpc<CourseCard[]>('courses', { locale });

/** One lesson of a course, or null. */
export const lessonPage = (course: string, name: string, locale: Locale) =>
  serverRpc<LessonPage | null>('lesson', { course, name, locale });

/** Seat and class hours of this person; null without a seat, or when nothing was ever delivered. Signs nobody in. */
export const myClass = async (locale: string): Promise<MyClass | null> =>
  seemsKnown() && (await hasIdentity()) ? rpc<MyClass | null>('my_class', { locale }) : null;
