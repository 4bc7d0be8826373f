import { NAV } from '../nav.ts';
import { type Me, may } from '../shell/me.ts';
import type { Shell } from '../shell/shell.ts';

/** Where this person works, for those who write nothing: the pages that their rights open. */
export function Ways({ me, shell }: { me: Me; shell: Shell }) {
  const open = NAV.flatMap(({ entries }) => entries).filter(({ rights }) => rights && may(me, rights));
  // everybody may make posters: their own work stands before them
  open.sort((a, b) => Number(a.label === 'nav_posters') - Number(b.label === 'nav_posters'));
  return (
    <ul class="ways">
      {open.map(({ path, label }) => (
        <li key={path}>
          <a href={shell.prefix + path}>{shell.words[label]}</a>
        </li>
      ))}
    </ul>
  );
}
