/** What the teacher's pages ask of the backend. All reject with `BackendError`. */
import { staffRpc } from '../../backend/staff.ts';
import type {
  ClassAnswers,
  ClassCard,
  ClassPage,
  HourHeld,
  How,
  LessonNotes,
  LessonPage,
} from '../../contract/courses.ts';
import type { Locale } from '../../contract/locales.ts';

export const myClasses = (locale: Locale) => staffRpc<ClassCard[]>('my_classes', { locale });
export const createClass = (school: string, grade: number, number: number, seats: number) =>
  staffRpc<{ id: string }>('create_class', { school, grade, number, seats });
export const classPage = (id: string, locale: Locale) => staffRpc<ClassPage>('class_page', { class: id, locale });
export const classAnswers = (id: string, lesson: string, locale: Locale) =>
  staffRpc<ClassAnswers>('class_answers', { class: id, lesson, locale });

/** A new code; the old one stops at once. */
export const setCode = (id: string, days: number) =>
  staffRpc<{ code: string; until: string }>('set_class_code', { class: id, days });
export const lockCode = (id: string, locked: boolean) => staffRpc('lock_class_code', { class: id, locked });

export interface Hour {
  lesson: string;
  how: Exclude<How, 'device'>;
  day: string;
  done: number[];
  undone: number[];
}
export const holdHour = (id: string, hour: Hour) => staffRpc<HourHeld>('hold_hour', { class: id, ...hour });

export const freeSeat = (id: string, seat: number) => staffRpc('free_seat', { class: id, seat });
/** Swaps when the other seat is taken. */
export const moveSeat = (id: string, seat: number, to_seat: number) =>
  staffRpc('move_seat', { class: id, seat, to_seat });
export const reopenSeat = (id: string, seat: number, open: boolean) =>
  staffRpc('reopen_seat', { class: id, seat, open });
export const seatExport = (id: string, seat: number) => staffRpc<unknown>('seat_export', { class: id, seat });
export const eraseSeat = (id: string, seat: number) => staffRpc('erase_seat', { class: id, seat });
export const setSeats = (id: string, seats: number) => staffRpc('set_class_seats', { class: id, seats });

export interface Colleague {
  sign_in: string;
  name: string;
}
export const schoolTeachers = (school: string) => staffRpc<Colleague[]>('school_teachers', { school });
export const setTeacher = (id: string, sign_in: string, until: string | null) =>
  staffRpc('set_class_teacher', { class: id, sign_in, until });
export const dropTeacher = (id: string, sign_in: string) => staffRpc('drop_class_teacher', { class: id, sign_in });
export const closeClass = (id: string) => staffRpc('close_class', { class: id });

/** What everybody may read: a lesson as pupils have it, and what stands beside it for whoever teaches it. */
export const lessonPage = (course: string, name: string, locale: Locale) =>
  staffRpc<LessonPage | null>('lesson', { course, name, locale });
export const lessonNotes = (slug: string, locale: Locale) =>
  staffRpc<LessonNotes | null>('lesson_notes', { slug, locale });

export interface Certificates {
  /** `done` of `of` taken seats; null until all are done, unless it was asked for early */
  class: { code: string; done: number; of: number } | null;
  seats: { seat: number; code: string }[];
}
/** Issues what is due. `early`: the class's own with its numbers of today. */
export const classCertificates = (id: string, locale: Locale, early = false) =>
  staffRpc<Certificates>('class_certificates', { class: id, locale, early });
