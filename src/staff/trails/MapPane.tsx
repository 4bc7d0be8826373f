import { useEffect, useRef, useState } from 'preact/hooks';
import type { Position, TrailBody } from '../../contract/trails.ts';
import type { EditActs, EditMap } from '../../features/trails/map/edit.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { TrailWords } from './trail.ts';
import { putPoint } from './trail.ts';

interface Props {
  words: TrailWords;
  body: TrailBody;
  change: (next: (body: TrailBody) => TrailBody) => void;
  selected: string | null;
  select: (id: string | null) => void;
  /** makes a point where somebody pressed */
  add: (at: Position) => void;
  editable: boolean;
}

/** The trail on a map. Leaflet comes when the pane is first on the screen; without it the fields do everything. */
export function MapPane({ words, body, change, selected, select, add, editable }: Props) {
  const desk = useDesk();
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<EditMap | null>(null);
  const [mode, setMode] = useState<'points' | 'path'>('points');
  const [state, setState] = useState<'waiting' | 'ready' | 'failed'>('waiting');
  const acts = useRef<EditActs | null>(null);
  acts.current = {
    select,
    move: (id, position) => change((now) => putPoint(now, id, { position })),
    press: (position) => {
      const point = body.points.find(({ id }) => id === selected);
      if (point && !point.position) change((now) => putPoint(now, point.id, { position }));
      else add(position);
    },
    path: (path) => change((now) => ({ ...now, path })),
  };
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let gone = false;
    const seen = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      seen.disconnect();
      const call: EditActs = {
        select: (id) => acts.current?.select(id),
        move: (id, to) => acts.current?.move(id, to),
        press: (at) => acts.current?.press(at),
        path: (path) => acts.current?.path(path),
      };
      const said = { zoom_in: words.zoom_in, zoom_out: words.zoom_out, corner: words.corner };
      import('../../features/trails/map/edit.ts')
        .then(({ mountEdit }) => mountEdit(element, call, said))
        .then(
          (made) => {
            if (gone) return made.close();
            map.current = made;
            setState('ready');
          },
          () => setState('failed'),
        );
    });
    seen.observe(element);
    return () => {
      gone = true;
      seen.disconnect();
      map.current?.close();
    };
  }, [words]);
  // a map without a single place shows nothing that one could press on
  const blank = !body.path.length && !body.points.some(({ position }) => position);
  useEffect(() => {
    if (state !== 'ready') return;
    const points = body.points.map(({ id, name, position }) => ({
      id,
      name: name[desk.locale] || name['zh-Hans'] || '',
      position,
    }));
    map.current?.show({ path: body.path, points, selected, mode, editable: editable && !blank });
  }, [state, body.path, body.points, selected, mode, editable, blank, desk.locale]);
  const unplaced = body.points.filter(({ position }) => !position).length;
  return (
    <section class="map-pane stack tight" aria-labelledby="map-title">
      <div class="row">
        <h2 id="map-title" class="grow">
          {words.map}
        </h2>
        {editable && (
          <fieldset class="switch" aria-label={words.map_mode}>
            {(['points', 'path'] as const).map((one) => (
              <button key={one} type="button" aria-pressed={one === mode} onClick={() => setMode(one)}>
                {words[`map_${one}`]}
              </button>
            ))}
          </fieldset>
        )}
        <button type="button" class="btn" disabled={state !== 'ready'} onClick={() => map.current?.fit()}>
          {words.map_fit}
        </button>
      </div>
      <div ref={box} class="map-box" role="application" aria-label={words.map} data-state={state} />
      {state === 'failed' && <p class="muted">{words.map_failed}</p>}
      {editable && <p class="small muted">{blank ? words.map_blank : words[`map_hint_${mode}`]}</p>}
      {unplaced > 0 && <p class="small muted">{fill(words.map_unplaced, { count: unplaced })}</p>}
    </section>
  );
}
