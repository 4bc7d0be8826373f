import { hasIdentity, rpc, seemsKnown } from '../../backend/call.ts';
import type { ContestAttempt, ContestResult } from '../../contract/content.ts';
import type { MyClass } from '../../contract/courses.ts';

/** Opens an attempt, or gets the open one back. Errors: not_open, no_tries_left, offline. */
export const openContest = (slug: string, locale: string, untimed: boolean) =>
  rpc<ContestAttempt>('open_contest', { slug, locale, untimed });

/** The same for a test of one's class, which has one try for a seat. Errors besides: not_found (another class's). */
export const openTest = (test: string, locale: string, untimed: boolean) =>
  rpc<ContestAttempt>('open_test', { test, locale, untimed });

/** The test that waits for this person's seat; null without one, or without a seat. Signs nobody in. */
export const myTest = async (locale: string): Promise<MyClass['test']> =>
  seemsKnown() && (await hasIdentity()) ? ((await rpc<MyClass | null>('my_class', { locale }))?.test ?? null) : null;

export const fetchResult = (attempt: string, locale: string) =>
  rpc<ContestResult>('contest_result', { attempt, locale });
