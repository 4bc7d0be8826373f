import { useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import type { EventWords } from './event.ts';

/** What one does with a published event besides writing it. */
export function Ways({ words, slug }: { words: EventWords; slug: string }) {
  const { me, prefix } = useDesk();
  return (
    <nav class="ways row" aria-label={words.ways}>
      <a class="btn" href={`${prefix}/events/${slug}`}>
        {words.to_public}
      </a>
      {may(me, 'events.manage') && (
        <a class="btn" href={`${prefix}/staff/dates?e=${slug}`}>
          {words.to_dates}
        </a>
      )}
      {may(me, ['events.manage', 'posters.make']) && (
        <a class="btn" href={`${prefix}/staff/event-poster?key=${slug}`}>
          {words.to_poster}
        </a>
      )}
    </nav>
  );
}
