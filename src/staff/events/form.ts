import type { EventBody } from '../../contract/events.ts';
import type { Locale } from '../../contract/locales.ts';
import type { EventEditorWords } from './event.ts';

/** What every part of the form of an event gets. */
export interface FormProps {
  words: EventEditorWords;
  body: EventBody;
  change: (next: (body: EventBody) => EventBody) => void;
  /** language being written */
  locale: Locale;
}
