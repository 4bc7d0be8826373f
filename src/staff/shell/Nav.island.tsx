import { useEffect, useState } from 'preact/hooks';
import { formatMoment } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { entryOf, NAV } from '../nav.ts';
import { may, signOut } from './me.ts';
import type { Shell } from './shell.ts';
import { useMe } from './useMe.ts';

/** The pages that this person may open, who they are, and the way out. A column on a desk, a menu on a tablet. */
export function Nav({ shell, page }: { shell: Shell; page: string }) {
  const { words, prefix, locale } = shell;
  const { me } = useMe();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const hear = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(false);
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, []);
  useEffect(() => {
    // the same document in another language: the address's query belongs to it
    const follow = (event: Event) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('.menu a') : null;
      if (link && location.search) link.search = location.search;
    };
    addEventListener('click', follow, true);
    return () => removeEventListener('click', follow, true);
  }, []);
  const here = entryOf(page);
  const groups = NAV.map(({ label, entries }) => ({
    label,
    entries: entries.filter(({ rights }) => me && (!rights || may(me, rights))),
  })).filter(({ entries }) => entries.length > 0);
  const roles = [...new Set(me?.roles?.map(({ role }) => (words as Record<string, string>)[`role_${role}`] ?? role))];
  const places = [
    ...new Set(me?.roles?.map(({ place_name }) => place_name?.[locale] ?? place_name?.['zh-Hans'] ?? '')),
  ];
  const out = async () => {
    await signOut();
    location.assign(`${prefix}/staff`);
  };
  if (!me) return <nav class="side" aria-label={words.menu} />;
  return (
    <nav class={open ? 'side open' : 'side'} aria-label={words.menu}>
      <button
        type="button"
        class="btn side-open"
        aria-expanded={open}
        aria-controls="side-list"
        onClick={() => setOpen(!open)}
      >
        {words.menu_open} <span aria-hidden="true">▾</span>
      </button>
      <div class="side-list" id="side-list">
        {groups.map(({ label, entries }) => (
          <div key={label} class="side-group">
            <p class="muted" id={`group-${label}`}>
              {words[label]}
            </p>
            <ul aria-labelledby={`group-${label}`}>
              {entries.map(({ path, label: text }) => (
                <li key={path}>
                  <a href={prefix + path} aria-current={here === path ? 'page' : undefined}>
                    {words[text]}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
        <div class="side-me">
          <strong data-testid="who">{me.name}</strong>
          <span class="muted">{[...roles, ...places].filter(Boolean).join(' · ')}</span>
          {me.session_ends && (
            <span class="muted">{fill(words.session_until, { when: formatMoment(locale, me.session_ends) })}</span>
          )}
          <button type="button" class="btn" onClick={out}>
            {words.sign_out}
          </button>
        </div>
      </div>
    </nav>
  );
}
