import { rpc } from '../../backend/call.ts';
import type { ContestAttempt, ContestResult } from '../../contract/content.ts';

/** Opens an attempt, or gets the open one back. Errors: not_open, no_tries_left, offline. */
export const openContest = (slug: string, locale: string, untimed: boolean) =>
  rpc<ContestAttempt>('open_contest', { slug, locale, untimed });

export const fetchResult = (attempt: string, locale: string) =>
  rpc<ContestResult>('contest_result', { attempt, locale });
