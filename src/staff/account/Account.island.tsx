import { useState } from 'preact/hooks';
import { formatMoment } from '../../i18n/format.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { fill } from '../../ui/fill.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { FactorCard } from './FactorCard.tsx';
import { PasswordCard } from './PasswordCard.tsx';
import { Sessions } from './Sessions.tsx';
import type { AccountWords } from './words.ts';

/** Everything about one's own sign-in on one page. */
export function Account({ shell, words }: { shell: Shell; words: AccountWords }) {
  // a new password and a new phone end other sessions: the list is asked for again
  const [changes, setChanges] = useState(0);
  const changed = () => setChanges((n) => n + 1);
  return (
    <Console shell={shell} firstFactor>
      {() => (
        <div class="account stack">
          <Who words={words} />
          <FactorCard words={words} changed={changed} />
          <PasswordCard words={words} changed={changed} />
          <Sessions key={changes} words={words} />
        </div>
      )}
    </Console>
  );
}

function Who({ words }: { words: AccountWords }) {
  const { me, locale, words: shellWords } = useDesk();
  const roleName = (role: string) => (shellWords as Record<string, string>)[`role_${role}`] ?? role;
  return (
    <section class="card stack" aria-labelledby="who">
      <h2 id="who">{words.who}</h2>
      <dl>
        <dt class="muted">{words.name}</dt>
        <dd>{me.name}</dd>
        <dt class="muted">{words.email}</dt>
        <dd>{me.email}</dd>
      </dl>
      <DataTable
        caption={words.roles}
        columns={[{ label: words.role }, { label: words.place }]}
        rows={me.roles.map(({ role, place, place_name }) => [
          roleName(role),
          place_name?.[locale] ?? place_name?.['zh-Hans'] ?? place,
        ])}
      />
      {me.session_ends && (
        <p class="muted">{fill(words.session_until, { when: formatMoment(locale, me.session_ends) })}</p>
      )}
    </section>
  );
}
