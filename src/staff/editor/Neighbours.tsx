import type { Areas } from '../../i18n/keys.ts';
import { neighbours } from '../shell/queue.ts';
import { useShortcuts } from '../shell/shortcuts.tsx';

/** On to the next document of the list one came from, without going back to it: j and k, or ↓ and ↑. */
export function Neighbours({ address, words }: { address: string; words: Areas['console_editor'] }) {
  const { before, after } = neighbours(address);
  useShortcuts([
    { keys: 'j', label: words.following, run: () => after && location.assign(after) },
    { keys: 'k', label: words.previous, run: () => before && location.assign(before) },
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
