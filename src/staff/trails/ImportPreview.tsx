import { useMemo, useState } from 'preact/hooks';
import type { TrailBody } from '../../contract/trails.ts';
import { Sketch } from '../../features/trails/Sketch.tsx';
import { fill } from '../../ui/fill.ts';
import type { GeoFile } from './geo/file.ts';
import { lengthOf } from './geo/position.ts';
import { propose, takeOver } from './geo/take.ts';
import { sealOf } from './trail.ts';
import { useTrailWords } from './words.tsx';

interface Props {
  body: TrailBody;
  file: GeoFile;
  take: (next: TrailBody) => void;
}

/** What the file would change: a drawing, and a row for every station with a box. Nothing happens before the button. */
export function ImportPreview({ body, file, take }: Props) {
  const words = useTrailWords();
  const all = useMemo(() => propose(body, file), [body, file]);
  const [off, setOff] = useState<ReadonlySet<number>>(new Set());
  const [path, setPath] = useState(file.path.length > 1);
  const chosen = all.filter((_, i) => !off.has(i));
  const toggle = (at: number) => {
    const next = new Set(off);
    if (!next.delete(at)) next.add(at);
    setOff(next);
  };
  const kept = body.points.length - all.filter(({ point }) => point).length;
  return (
    <section class="stack" aria-label={words.import_preview} data-testid="geo-preview">
      <div class="geo-preview">
        <Sketch
          slug="import"
          path={file.path}
          points={file.stations.map(({ name, position }, i) => ({
            id: `${i}`,
            seal: sealOf(name) || `${i + 1}`,
            position,
          }))}
          label={words.import_preview}
          note={fill(words.import_found, {
            stations: file.stations.length,
            positions: file.path.length,
            metres: Math.round(lengthOf(file.path)),
          })}
        />
        <ul class="stations">
          {file.path.length > 1 && (
            <li>
              <label class="row flag">
                <input type="checkbox" checked={path} onChange={() => setPath(!path)} />
                <b>{words.import_path}</b>
              </label>
            </li>
          )}
          {all.map(({ station, point, moves_m }, i) => (
            <li key={i}>
              <label class="row flag">
                <input type="checkbox" checked={!off.has(i)} onChange={() => toggle(i)} />
                <span class="grow">
                  <b>{station.name || words.unnamed}</b>{' '}
                  <span class="small muted num">
                    {station.position.map((degrees) => degrees.toFixed(5)).join(', ')}
                  </span>
                  <br />
                  <span class="small muted">
                    {point
                      ? fill(moves_m === null ? words.import_places : words.import_moves, {
                          name: point.name['zh-Hans'] || point.id,
                          metres: Math.round(moves_m ?? 0),
                        })
                      : words.import_new}
                  </span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      </div>
      {kept > 0 && <p class="small muted">{fill(words.import_kept, { count: kept })}</p>}
      {file.left_out > 0 && <p class="small muted">{fill(words.import_left_out, { count: file.left_out })}</p>}
      <div class="row">
        <button
          type="button"
          class="btn main"
          disabled={!chosen.length && !path}
          onClick={() => take(takeOver(body, chosen, path ? file.path : null))}
        >
          {words.import_take}
        </button>
      </div>
    </section>
  );
}
