import type { WorkCard } from '../../contract/registers.ts';
import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';
import { hostOf } from '../../ui/host.ts';

/** A work in the gallery. What lies elsewhere is a link that says where it leads: nothing is asked of it before. */
export function WorkEntry({ work, made, words }: { work: WorkCard; made: string | null; words: Areas['works'] }) {
  const { key, kind, title, maker, text, link, picture, picture_alt } = work;
  const host = hostOf(link);
  return (
    <li id={`work-${key}`} class="card stack tight work">
      {picture && <img src={picture} alt={picture_alt ?? ''} width="480" height="320" loading="lazy" />}
      <p class="row between">
        <span class="chip">{kind.name}</span>
        {made && <span class="muted small">{made}</span>}
      </p>
      <h3>{title}</h3>
      {maker && <p class="muted">{maker}</p>}
      {text && <p>{text}</p>}
      {host && (
        <p class="no-print">
          <a class="btn" href={link ?? ''} rel="noopener noreferrer external" target="_blank">
            {fill(words.look, { host })}
          </a>
        </p>
      )}
    </li>
  );
}
