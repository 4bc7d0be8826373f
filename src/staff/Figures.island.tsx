import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Ask, type Live, loadLive, publishRelease } from '../features/awareness/awareness.state.ts';
import { lastYear } from '../features/awareness/live.ts';
import { formatMoment } from '../i18n/format.ts';
import type { Locale } from '../i18n/locale.ts';
import { fill } from '../ui/fill.ts';
import { LiveRates } from './LiveRates.tsx';
import { LiveReachTables } from './LiveReachTables.tsx';
import { type Names, namer } from './names.ts';
import { Publish } from './Publish.tsx';
import { problem } from './problem.ts';
import { SignOut } from './SignOut.tsx';
import type { StaffWords } from './words.ts';

interface Props {
  words: StaffWords;
  locale: Locale;
  names: Names;
  /** address of the sign-in page and of the public statistics */
  signIn: string;
  publicPage: string;
}

/** Live figures: participation and awareness of the district or the city. Nothing of them is kept on the machine. */
export function Figures({ words, locale, names, signIn, publicPage }: Props) {
  const [ask, setAsk] = useState<Ask | null>(null);
  const [live, setLive] = useState<Live | null>(null);
  const [state, setState] = useState<'loading' | 'ready' | ReturnType<typeof problem>>('loading');

  const load = useCallback(async (wanted: Ask) => {
    setState('loading');
    try {
      setLive(await loadLive(wanted));
      setState('ready');
    } catch (error) {
      const found = problem(error);
      if (found === 'signed_out' || found === 'not_staff') setLive(null);
      setState(found);
    }
  }, []);
  useEffect(() => setAsk({ ...lastYear(Date.now()), period: null }), []);
  useEffect(() => {
    if (ask) load(ask);
  }, [ask, load]);

  if (state === 'signed_out') {
    return (
      <Message text={words.signed_out}>
        <a class="btn" href={signIn}>
          {words.to_sign_in}
        </a>
      </Message>
    );
  }
  if (state === 'not_staff') {
    return (
      <Message text={words.not_staff}>
        <SignOut words={words} signIn={signIn} />
      </Message>
    );
  }
  const name = namer(names);
  return (
    <div class="stack">
      <div class="row no-print">
        {ask && (
          <>
            <Month label={words.from} value={ask.from} pick={(from) => setAsk({ ...ask, from })} />
            <Month label={words.to} value={ask.to} pick={(to) => setAsk({ ...ask, to })} />
          </>
        )}
        {ask && live && (
          <label class="row">
            {words.quarter}
            <select
              value={live.awareness.period}
              onChange={(event) => setAsk({ ...ask, period: event.currentTarget.value })}
            >
              {[...new Set([live.awareness.period, ...live.awareness.periods])].sort().map((period) => (
                <option key={period}>{period}</option>
              ))}
            </select>
          </label>
        )}
        <button class="btn" type="button" disabled={!ask || state === 'loading'} onClick={() => ask && load(ask)}>
          {words.refresh}
        </button>
        <button class="btn" type="button" onClick={() => print()}>
          {words.print}
        </button>
        {live?.me.role === 'city' && <Publish publish={publishRelease} words={words} publicPage={publicPage} />}
      </div>
      <p class="muted" role="status">
        {state === 'loading'
          ? words.loading
          : state === 'ready'
            ? live && fill(words.at, { when: formatMoment(locale, live.reach.at) })
            : words[state]}
      </p>
      {live && (
        <>
          <LiveReachTables reach={live.reach} words={words} locale={locale} name={name} />
          <LiveRates awareness={live.awareness} words={words} locale={locale} name={name} />
        </>
      )}
    </div>
  );
}

function Month({ label, value, pick }: { label: string; value: string; pick: (month: string) => void }) {
  return (
    <label class="row">
      {label}
      <input
        type="month"
        value={value}
        onChange={(event) => /^20\d\d-\d\d$/.test(event.currentTarget.value) && pick(event.currentTarget.value)}
      />
    </label>
  );
}

function Message({ text, children }: { text: string; children: ComponentChildren }) {
  return (
    <div class="card stack">
      <p>{text}</p>
      <p>{children}</p>
    </div>
  );
}
