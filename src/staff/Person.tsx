import { staffSignOut } from '../backend/staff.ts';
import type { StaffMe } from '../features/awareness/live.ts';
import type { Locale } from '../i18n/locale.ts';
import type { StaffWords } from './words.ts';

interface Props {
  me: StaffMe;
  words: StaffWords;
  locale: Locale;
  signIn: string;
}

/** Who is signed in, what they may see, and the way out. */
export function Person({ me, words, locale, signIn }: Props) {
  const place = me.district_name[locale] ?? me.district_name['zh-Hans'] ?? me.district;
  return (
    <span class="row grow">
      <strong>{me.name}</strong>
      <span class="chip" data-testid="scope">
        {me.role === 'city' ? words.scope_city : place}
      </span>
      <SignOut words={words} signIn={signIn} />
    </span>
  );
}

export function SignOut({ words, signIn }: Pick<Props, 'words' | 'signIn'>) {
  const out = async () => {
    await staffSignOut();
    location.assign(signIn);
  };
  return (
    <button class="btn" type="button" onClick={out}>
      {words.sign_out}
    </button>
  );
}
