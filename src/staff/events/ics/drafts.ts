/** What was read of a calendar as drafts of events. Pure. */
import type { EventBody } from '../../../contract/events.ts';
import { emptyEvent, tidyEvent } from '../event.ts';
import type { IcsEvent } from './types.ts';

/** What the office says of all that it takes. */
export interface ForAll {
  place: string;
  type: string;
}

/** A draft: what the calendar says, the rest as a new event begins. Whoever edits it adds what is missing. */
export function draftOf(event: IcsEvent, { place, type }: ForAll, today: string): EventBody {
  const { title, text, where, all_day, start, end, rule, dates, except } = event;
  const say = (words: string) => ({ 'zh-Hans': words });
  return tidyEvent({
    ...emptyEvent(place, today),
    ...{ type, all_day, start, end, rule, dates, except },
    title: say(title),
    text: say(text),
    where: where ? say(where) : null,
  });
}

/** What is ticked to begin with: what is to come and was not cancelled. */
export const isWanted = ({ notes }: IcsEvent): boolean => !notes.includes('past') && !notes.includes('cancelled');
