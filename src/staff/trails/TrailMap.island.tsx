import { useCallback, useEffect, useState } from 'preact/hooks';
import type { TrailPage } from '../../contract/trails.ts';
import { formatMoment, formatNumber, formatPercent } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { keyOfPage, today } from '../editor/page.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import type { Shell } from '../shell/shell.ts';
import { publishedTrail, type StampMap, stampMap } from './desk.ts';
import { Flags } from './Flags.tsx';
import { Published } from './Published.tsx';
import { StampSketch } from './StampSketch.tsx';
import { StampTable } from './StampTable.tsx';
import { daysBefore, MOST_DAYS, spanProblem } from './span.ts';
import type { TrailWords } from './trail.ts';

interface Props {
  shell: Shell;
  words: TrailWords;
}

/** Where people stamp, while they do: counts of a trail and what looks wrong. */
export function TrailMap({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need="figures.see">
      {() => <Live {...props} />}
    </Console>
  );
}

const EVERY_MS = 60_000;

function Live({ words }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const [key] = useState(() => keyOfPage(location));
  const [trail, setTrail] = useState<TrailPage | null>(null);
  const [span, setSpan] = useState(() => ({ from: daysBefore(today(), 6), to: today() }));
  const [map, setMap] = useState<StampMap | null>(null);
  const [at, setAt] = useState<Date | null>(null);
  const wrong = spanProblem(span);
  const load = useCallback(async () => {
    if (!key || wrong) return;
    try {
      setMap(await stampMap(key, span.from, span.to));
      setAt(new Date());
    } catch (error) {
      desk.fail(error);
    }
  }, [key, span, wrong, desk.fail]);
  useEffect(() => {
    load();
    const timer = setInterval(() => document.visibilityState === 'visible' && load(), EVERY_MS);
    return () => clearInterval(timer);
  }, [load]);
  useEffect(() => {
    if (key) publishedTrail(key, desk.locale).then(setTrail, desk.fail);
  }, [key, desk.locale, desk.fail]);
  if (!key) return <Published words={words} />;
  const count = (value: number | null) => (value === null ? words.too_few : formatNumber(desk.locale, value));
  const day = (name: 'from' | 'to') => (
    <label class="stack tight">
      <span class="small muted">{words[`day_${name}`]}</span>
      <input
        type="date"
        name={name}
        value={span[name]}
        max={today()}
        aria-invalid={wrong !== null}
        onInput={({ currentTarget }) => setSpan({ ...span, [name]: currentTarget.value })}
      />
    </label>
  );
  return (
    <div class="stack" aria-busy={!map && !wrong}>
      <div class="row">
        <h2 class="grow">{trail?.title ?? key}</h2>
        {at && <span class="small muted num">{fill(words.as_of, { when: formatMoment(desk.locale, at) })}</span>}
      </div>
      <div class="row span no-print">
        {day('from')}
        {day('to')}
        {[0, 6, 29].map((back) => (
          <button
            key={back}
            type="button"
            class="btn"
            onClick={() => setSpan({ from: daysBefore(today(), back), to: today() })}
          >
            {words[`last_${back as 0}`]}
          </button>
        ))}
      </div>
      {wrong && <p class="unread">{fill(words[`span_${wrong}`], { most: MOST_DAYS })}</p>}
      {map && (
        <>
          <dl class="numbers" data-testid="walks">
            <div>
              <dt>{words.started}</dt>
              <dd class="num">{count(map.started)}</dd>
            </div>
            <div>
              <dt>{words.finished}</dt>
              <dd class="num">{count(map.finished)}</dd>
            </div>
            <div>
              <dt>{words.finishing}</dt>
              <dd class="num">
                {map.started && map.finished !== null
                  ? formatPercent(desk.locale, map.finished / map.started)
                  : words.too_few}
              </dd>
            </div>
          </dl>
          <div class="live-two">
            <StampSketch words={words} map={map} path={trail?.path ?? []} />
            <StampTable words={words} map={map} />
          </div>
          <p class="small muted">{words.live_note}</p>
        </>
      )}
      {may(desk.me, ['rewards.manage', 'figures.see']) && <Flags words={words} trail={key} />}
    </div>
  );
}
