import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { TrailPage } from '../../contract/trails.ts';
import { formatMoment } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { Seal } from '../../ui/Seal.tsx';
import { drawQr } from '../posters/qr.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { ChoosePoint } from './ChoosePoint.tsx';
import { publishedTrail } from './desk.ts';
import { codeNow, screenAddress, secondsLeft } from './screen.ts';
import type { TrailWords } from './trail.ts';
import { useScreen, useWakeLock } from './useScreen.ts';

interface Props {
  shell: Shell;
  words: TrailWords;
  site: string;
}

/** A device at a point that shows the code of the moment, for people who stand in front of it. */
export function Screen({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need="counter.serve">
      {() => <Chosen {...props} />}
    </Console>
  );
}

function Chosen({ words, site }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const [wish] = useState(() => new URLSearchParams(location.search));
  const [slug, id] = [wish.get('trail') ?? '', wish.get('point') ?? ''];
  const [trail, setTrail] = useState<TrailPage | null | undefined>(undefined);
  useEffect(() => {
    if (!slug || !id) return;
    publishedTrail(slug, desk.locale).then(setTrail, (error) => {
      setTrail(null);
      desk.fail(error);
    });
  }, [slug, id, desk.locale, desk.fail]);
  const point = trail?.points.find((one) => one.id === id && one.proofs.includes('screen'));
  if (!slug || !id || trail === null || (trail && !point)) return <ChoosePoint words={words} trail={slug} />;
  if (!trail || !point) return <p class="muted">{desk.words.loading}</p>;
  return <Show words={words} site={site} trail={trail} point={point} />;
}

interface ShowProps {
  words: TrailWords;
  site: string;
  trail: TrailPage;
  point: TrailPage['points'][number];
}

/** How soon before the end the screen asks for help. */
const WARN_SECONDS = 240;

function Show({ words, site, trail, point }: ShowProps) {
  const desk = useDesk();
  const box = useRef<HTMLElement>(null);
  const { supply, now, offline } = useScreen(trail.slug, point.id, desk.fail);
  const awake = useWakeLock();
  const code = supply && codeNow(supply, now);
  const left = supply ? secondsLeft(supply, now) : 0;
  const address = code ? screenAddress(site + desk.prefix, trail.slug, point.id, code) : '';
  const qr = useMemo(() => (address ? drawQr(address) : null), [address]);
  return (
    <section class="screen" ref={box} aria-label={words.screen} data-testid="screen" data-code={address}>
      <header class="screen-head">
        <Seal text={point.seal} size={72} got />
        <div class="grow">
          <h1 class="song">{point.name}</h1>
          <p>{trail.title}</p>
        </div>
        <time class="num">{supply ? formatMoment(desk.locale, new Date(now + supply.offset).toISOString()) : ''}</time>
      </header>
      {qr && code ? (
        <>
          <svg
            class="screen-qr"
            viewBox={`0 0 ${qr.size} ${qr.size}`}
            role="img"
            aria-label={words.screen_code}
            shape-rendering="crispEdges"
          >
            <rect width={qr.size} height={qr.size} fill="#fff" />
            <path d={qr.d} fill="#000" />
          </svg>
          <p class="screen-say">{words.screen_scan}</p>
          <progress class="screen-left" max={supply.step_seconds} value={code.seconds} aria-label={words.screen_next} />
        </>
      ) : (
        <p class="screen-out" role="alert">
          {supply ? words.screen_out : desk.words.loading}
        </p>
      )}
      <footer class="screen-foot">
        <span role="status">
          {offline &&
            (left > 0 ? fill(words.screen_offline, { minutes: Math.ceil(left / 60) }) : words.screen_offline_out)}
          {!offline && supply && left < WARN_SECONDS && words.screen_late}
          {awake === 'none' && ` ${words.screen_sleep}`}
        </span>
        <button
          type="button"
          class="btn"
          onClick={() =>
            document.fullscreenElement ? document.exitFullscreen() : box.current?.requestFullscreen?.().catch(() => {})
          }
        >
          {words.screen_full}
        </button>
        <a class="btn quiet" href={`${desk.prefix}/staff/screen?trail=${trail.slug}`}>
          {words.screen_another}
        </a>
      </footer>
    </section>
  );
}
