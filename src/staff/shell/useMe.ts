import { useEffect, useState } from 'preact/hooks';
import { BackendError } from '../../backend/call.ts';
import { askMe, type Me, rememberedMe } from './me.ts';

export interface Standing {
  state: 'loading' | 'in' | 'signed_out' | 'not_staff' | 'second_factor' | 'offline';
  /** known when they are in, or only a second factor is missing */
  me?: Me;
}

/**
 * Where the person at this page stands. Begins with what the tab remembers, so that pages do not flicker. `offline`: the page
 * works without a network, and goes on with what the tab remembers.
 */
export function useMe(offline = false): Standing {
  const [standing, stand] = useState<Standing>({ state: 'loading' });
  useEffect(() => {
    let gone = false;
    const known = rememberedMe();
    if (known?.rights) stand(of(known));
    askMe().then(
      (me) => gone || stand(of(me)),
      (error) => {
        const state = refusal(error);
        if (!gone && !(offline && known?.rights && state === 'offline')) stand({ state });
      },
    );
    return () => {
      gone = true;
    };
  }, [offline]);
  return standing;
}

const of = (me: Me): Standing => ({ state: me.second_factor === 'needed' ? 'second_factor' : 'in', me });

function refusal(error: unknown): Standing['state'] {
  const code: string = error instanceof BackendError ? error.code : '';
  if (code === 'no_session') return 'signed_out';
  if (code === 'not_staff') return 'not_staff';
  return code === 'second_factor' ? 'second_factor' : 'offline';
}
