import type { Areas } from '../../i18n/keys.ts';
import { useDesk } from '../shell/Console.tsx';
import { neighbours } from '../shell/queue.ts';
import { useShortcuts } from '../shell/shortcuts.tsx';

/** On to the next document of the list one came from, without going back to it: j and k, or ↓ and ↑. */
export function Neighbours({ address, words }: { address: string; words: Areas['console_editor'] }) {
  const desk = useDesk();
  const { before, after } = neighbours(address);
  useShortcuts([
    { keys: 'j', label: desk.words.key_next, run: () => after && location.assign(after) },
    { keys: 'k', label: desk.words.key_previous, run: () => before && location.assign(before) },
  ]);
  if (!before && !after) return null;
  return (
    <span class="neighbours">
      {before && (
        <a href={before} aria-keyshortcuts="k" title="K">
          {words.previous}
        </a>
      )}
      {after && (
        <a href={after} aria-keyshortcuts="j" title="J">
          {words.following}
        </a>
      )}
    </span>
  );
}
