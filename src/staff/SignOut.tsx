import { staffSignOut } from '../backend/staff.ts';
import type { StaffWords } from './words.ts';

interface Props {
  words: StaffWords;
  signIn: string;
}

/** The way out for somebody who may see nothing here. */
export function SignOut({ words, signIn }: Props) {
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
