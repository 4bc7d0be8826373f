import { useEffect, useState } from 'preact/hooks';
import type { Locale } from '../../i18n/locale.ts';
import { forgetMe } from '../shell/me.ts';
import { type Shell, signInAddress } from '../shell/shell.ts';
import type { AccountWords } from './words.ts';

const WORDS: Record<Locale, () => Promise<{ default: AccountWords }>> = {
  'zh-Hans': () => import('../../i18n/locales/zh-Hans/console_account.json'),
  'zh-Hant': () => import('../../i18n/locales/zh-Hant/console_account.json'),
  en: () => import('../../i18n/locales/en/console_account.json'),
};
const load = (locale: Locale) => Promise.all([import('./SignInHere.tsx'), WORDS[locale]()]);

/**
 * What stands in the window that says that the session is over: the sign-in itself, fetched only now, so that no page
 * carries it; where it does not arrive, the way to the sign-in page.
 */
export function SignInAgain({ shell, done }: { shell: Shell; done: (said: string) => void }) {
  const [loaded, setLoaded] = useState<Awaited<ReturnType<typeof load>> | 'failed' | null>(null);
  useEffect(() => {
    load(shell.locale).then(setLoaded, () => setLoaded('failed'));
  }, [shell.locale]);
  if (loaded === null) {
    return (
      <p class="muted" role="status">
        {shell.words.loading}
      </p>
    );
  }
  if (loaded === 'failed') {
    return (
      <>
        <p>{shell.words.session_over_text}</p>
        <p>
          <a class="btn main" href={signInAddress(shell)} onClick={() => forgetMe()}>
            {shell.words.to_sign_in}
          </a>
        </p>
      </>
    );
  }
  const [{ SignInHere }, { default: words }] = loaded;
  return <SignInHere words={words} done={() => done(words.again_done)} />;
}
