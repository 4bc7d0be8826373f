/** Who is signed in and what they may do: asked once per page, remembered for the tab until they sign out. */
import { staffRpc, staffSignedIn, staffSignOut } from '../../backend/staff.ts';
import type { Right } from '../../contract/staff.ts';
import type { Locale } from '../../i18n/locale.ts';

/** Rights as rows of the database name them; the server asks them again at every call. */
export type { Right };

export interface Me {
  name: string;
  email: string;
  roles: { role: string; place: string; place_name: Partial<Record<Locale, string>> }[];
  rights: Right[];
  /** codes of the places that the roles cover */
  places: string[];
  aal: 'aal1' | 'aal2';
  second_factor: 'needed' | 'ok' | 'off';
  /** ISO moment */
  session_ends: string | null;
}

const KEY = 'qingtu-me';
let asked: Promise<Me> | undefined;

/** What the last page of this tab knew; null for nobody or a first page. Never more than a hint: the server decides. */
export function rememberedMe(): Me | null {
  if (!staffSignedIn()) return null;
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Me | null;
  } catch {
    return null;
  }
}

/** Asks the server, once per page whoever asks. Rejects with `BackendError`. */
export function askMe(): Promise<Me> {
  asked ??= staffRpc<Me>('staff_me').then((me) => {
    sessionStorage.setItem(KEY, JSON.stringify(me));
    return me;
  });
  asked.catch((error) => {
    asked = undefined;
    // without a network nobody has said that they may not
    if ((error as { code?: string }).code !== 'offline') sessionStorage.removeItem(KEY);
  });
  return asked;
}

/** Forgets who was signed in: after signing in as somebody, or when a right has changed. */
export function forgetMe(): void {
  asked = undefined;
  sessionStorage.removeItem(KEY);
}

/** Signs out and leaves nothing of the person in this tab. */
export async function signOut(): Promise<void> {
  await staffSignOut();
  sessionStorage.clear();
  asked = undefined;
}

export const may = (me: Me | null, right: Right | readonly Right[]): boolean =>
  !!me && [right].flat().some((one) => me.rights?.includes(one));
