import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { PointRules, TrailCard } from '../../contract/trails.ts';
import { fill, fillCount } from '../../ui/fill.ts';
import { Seal } from '../../ui/Seal.tsx';
import { Hop } from './Hop.tsx';
import { PointsCard } from './PointsCard.tsx';
import { Profile } from './Profile.tsx';
import { createPassport, type PassportHandle } from './passport.state.ts';
import { keyInFragment, sealed } from './passport.ts';
import { Recovery } from './Recovery.tsx';
import { Rights } from './Rights.tsx';
import { TrailSeals } from './TrailSeals.tsx';

export type PassportWords = Record<string, string>;

interface Props {
  locale: string;
  words: PassportWords;
  points: { code: number; name: string; seal: string; slug: string }[];
  trails: TrailCard[];
  rules: PointRules | null;
  /** the day from which the rules hold, in words */
  since: string;
  districts: { code: string; name: string }[];
  paths: Record<'quiz' | 'trails' | 'rewards' | 'passport', string>;
}

/** Everything about this person, and only on this person's phone. */
export function Passport({ locale, words, points, trails, rules, since, districts, paths }: Props) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const ref = useRef<PassportHandle | null>(null);
  const [scanned, setScanned] = useState<string | null>(null);
  useEffect(() => {
    // after hydration, which would keep what the server wrote: it never sees the fragment
    const look = () => setScanned(keyInFragment(location.hash));
    look();
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
  useEffect(() => {
    const handle = createPassport(() => redraw(0));
    ref.current = handle;
    void handle.load();
    return handle.stop;
  }, []);
  const handle = ref.current;
  const state = handle?.state;
  const passport = state?.passport ?? null;
  const status = state?.status;
  const got = points.filter((point) => sealed(passport, point.code)).length;

  return (
    <div class="cols">
      <div class="stack">
        <TrailSeals
          words={words}
          locale={locale}
          trails={trails}
          stamps={state?.stamps ?? null}
          noted={state?.phase === 'ready' && state.status.waiting === 0 ? [] : (state?.noted ?? [])}
          trailsPath={paths.trails}
          rewardsPath={paths.rewards}
        />
        <section class="card stack tight">
          <div class="row between">
            <h2>{words.seals}</h2>
            <span class="muted">{fill(words.seals_count ?? '', { n: got, total: points.length })}</span>
          </div>
          <ul class="seals">
            {points.map((point) => (
              <li key={point.code}>
                <a href={`${paths.quiz}/${point.slug}`}>
                  <Seal
                    text={point.seal}
                    label={sealed(passport, point.code) ? (words.seal_got ?? '') : (words.seal_open ?? '')}
                    got={sealed(passport, point.code)}
                  />
                  <span>{point.name}</span>
                </a>
              </li>
            ))}
          </ul>
          <p class="muted small">{words.seals_rule}</p>
        </section>
        <section class="card stack tight">
          <h2>{words.collected}</h2>
          {passport ? (
            <dl class="facts">
              {(['answers', 'rounds', 'days', 'forms'] as const).map((key) => (
                <div key={key}>
                  <dt class="muted">{words[key]}</dt>
                  <dd class="song" data-testid={`my-${key}`}>
                    {passport[key]}
                  </dd>
                </div>
              ))}
            </dl>
          ) : (
            <p class="muted">
              {state?.phase === 'loading' || !state
                ? words.loading
                : state.phase === 'offline' || state.phase === 'shut'
                  ? words[state.phase]
                  : status && status.waiting > 0
                    ? words.on_the_way
                    : words.nothing}
            </p>
          )}
          {passport && passport.contests.length > 0 && (
            <ul class="plain">
              {passport.contests.map((c) => (
                <li key={c.attempt} class="row between">
                  <span class="grow">{c.title[locale] ?? c.title['zh-Hans']}</span>
                  <span class="num">{c.correct === null ? words.contest_open : `${c.correct} / ${c.total}`}</span>
                </li>
              ))}
            </ul>
          )}
          <p class="small muted" role="status" data-testid="waiting">
            {/* said only when the phone has looked: before that, everything would seem delivered */}
            {!status || state?.phase === 'loading' || state?.phase === 'shut'
              ? ''
              : status.waiting > 0
                ? fillCount(words, 'waiting', status.waiting, locale)
                : words.all_delivered}
            {status && status.rejected > 0 ? ` · ${fillCount(words, 'refused', status.rejected, locale)}` : ''}
            {status && status.quarantined > 0 ? ` · ${fillCount(words, 'kept_back', status.quarantined, locale)}` : ''}
          </p>
        </section>
        <PointsCard words={words} points={state?.stamps?.points ?? null} rules={rules} since={since} />
      </div>
      <div class="stack">
        {state?.message && (
          <p class="notice jade" role="status">
            {words[`msg_${state.message}`]}
          </p>
        )}
        <section class="stack" aria-labelledby="move">
          <div class="stack tight">
            <h2 id="move">{words.move}</h2>
            <p class="muted">{words.move_text}</p>
          </div>
          <div class="card stack tight">
            <h3>{words.paper}</h3>
            <p class="muted">{words.paper_text}</p>
            <a class="btn" href={`${paths.passport}/card`}>
              {words.paper_go}
            </a>
          </div>
          <Hop words={words} onTaken={() => void ref.current?.load()} />
          <Recovery
            words={words}
            shown={state?.key?.shown ?? ''}
            registered={state?.key?.registered ?? false}
            path={paths.passport}
            scanned={scanned}
            onRecover={(typed) => void handle?.recover(typed)}
          />
        </section>
        <Profile
          key={`${passport?.district}${passport?.age_band}`}
          words={words}
          districts={districts}
          district={passport?.district ?? null}
          ageBand={passport?.age_band ?? null}
          onSave={(district, band) => void handle?.setProfile(district, band)}
        />
        <Rights
          words={words}
          onExport={async () => (await handle?.exportAll()) ?? ''}
          onErase={() => void handle?.erase()}
        />
      </div>
    </div>
  );
}
