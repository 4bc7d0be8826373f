import { staffSignOut } from '../backend/staff.ts';
import type { StaffMe } from '../features/awareness/live.ts';
import type { Locale } from '../i18n/locale.ts';
import type { StaffWords } from './words.ts';

/** Who is signed in, what they may see, and the way out. */
export function Person({
  me,
  words,
  locale,
  signIn,
}: {
  me: StaffMe;
  words: StaffWords;
  locale: Locale;
  signIn: string;
}) {
  const place = me.district_name[locale] ?? me.district_name['zh-Hans'] ?? me.district;
  const out = async () => {
    await staffSignOut();
    location.assign(signIn);
  };
  return (
    <span class="row grow">
      <strong>{me.name}</strong>
      <span class="chip" data-testid="scope">
        {me.role === 'city' ? words.scope_city : place}
      </span>
      <button class="btn" type="button" onClick={out}>
        {words.sign_out}
      </button>
    </span>
  );
}
