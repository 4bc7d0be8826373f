import type { Areas } from '../../i18n/keys.ts';
import type { Document } from '../documents.ts';

type Next = Extract<keyof Areas['console_editor'], `next_${string}`>;

/** The word that tells this person what comes next for a document, or why it is not theirs to do. */
export function nextStep(doc: Document<unknown> | null, writes: boolean, reviews: boolean): Next {
  if (!doc) return 'next_draft';
  switch (doc.status) {
    case 'review':
      if (doc.may.publish) return 'next_reviewer';
      if (reviews && doc.wrote_it) return 'next_second';
      return writes ? 'next_review' : 'next_read';
    case 'published':
      return writes ? 'next_published' : 'next_read';
    case 'withdrawn':
      return writes ? 'next_withdrawn' : 'next_read';
    default:
      return writes ? 'next_draft' : 'next_read';
  }
}
