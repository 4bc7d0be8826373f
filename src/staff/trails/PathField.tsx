import { useState } from 'preact/hooks';
import type { Position, TrailBody } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { Says, useControl } from '../editor/Field.tsx';
import { save } from '../exchange/save.ts';
import { lengthOf, readDegrees } from './geo/position.ts';
import { Import } from './Import.tsx';
import { MOST } from './trail.ts';
import { useTrailWords } from './words.tsx';

interface Props {
  body: TrailBody;
  change: (next: (body: TrailBody) => TrailBody) => void;
  /** what files are called */
  slug: string;
}

/** The line of the way: from a file, from the map, or typed. */
export function PathField({ body, change, slug }: Props) {
  const words = useTrailWords();
  const { control, findings } = useControl('path');
  const [importing, setImporting] = useState(false);
  const download = async (format: 'geojson' | 'gpx') => {
    const text =
      format === 'gpx'
        ? (await import('./geo/gpx.ts')).writeGpx(body)
        : (await import('./geo/geojson.ts')).writeGeoJson(body);
    const type = format === 'gpx' ? 'application/gpx+xml' : 'application/geo+json';
    save(new TextEncoder().encode(text), `${slug || 'trail'}.${format}`, type);
  };
  const byPoints = body.points.flatMap(({ position }) => (position ? [position] : []));
  return (
    <fieldset class="card group">
      <legend>{words.path}</legend>
      <p id={control.id} tabIndex={-1} class="small muted">
        {body.path.length
          ? fill(words.path_is, { count: body.path.length, metres: Math.round(lengthOf(body.path)) })
          : words.path_none}
      </p>
      <Says id={control.id} findings={findings} />
      <div class="row">
        <button type="button" class="btn" onClick={() => setImporting(true)}>
          {words.import}
        </button>
        <button type="button" class="btn" onClick={() => download('geojson')}>
          {words.export_geojson}
        </button>
        <button type="button" class="btn" onClick={() => download('gpx')}>
          {words.export_gpx}
        </button>
        {byPoints.length > 1 && (
          <button type="button" class="btn quiet" onClick={() => change((now) => ({ ...now, path: byPoints }))}>
            {words.path_by_points}
          </button>
        )}
      </div>
      <Typed path={body.path} put={(path) => change((now) => ({ ...now, path }))} />
      <Import open={importing} close={() => setImporting(false)} body={body} change={change} />
    </fieldset>
  );
}

/** The corners as text, one a line: for keyboards, and for what was copied from elsewhere. */
function Typed({ path, put }: { path: Position[]; put: (path: Position[]) => void }) {
  const words = useTrailWords();
  const [typed, setTyped] = useState<string | null>(null);
  const read = (text: string) => {
    setTyped(text);
    const lines = text.split('\n').map((line) => line.trim());
    const next = lines.filter(Boolean).map((line): Position | null => {
      const [lng, lat, ...rest] = line.split(/[,，\s]+/);
      const at = [readDegrees(lng ?? '', 180), readDegrees(lat ?? '', 90)];
      return at[0] === null || at[1] === null || rest.length ? null : (at as Position);
    });
    if (next.length <= MOST.path && next.every((at) => at !== null)) put(next as Position[]);
  };
  const shown = typed ?? path.map((at) => at.join(', ')).join('\n');
  const wrong = shown.split('\n').findIndex((line) => {
    const [lng, lat, ...rest] = line.trim().split(/[,，\s]+/);
    return (
      !!line.trim() && (readDegrees(lng ?? '', 180) === null || readDegrees(lat ?? '', 90) === null || rest.length > 0)
    );
  });
  return (
    <details class="pick">
      <summary>{words.path_typed}</summary>
      <label class="stack tight field">
        <span class="small muted">{words.path_typed_hint}</span>
        <textarea
          class="num"
          name="path"
          rows={6}
          spellcheck={false}
          value={shown}
          onInput={({ currentTarget }) => read(currentTarget.value)}
          onBlur={() => wrong < 0 && setTyped(null)}
        />
      </label>
      {wrong >= 0 && <p class="small unread">{fill(words.path_line_wrong, { line: wrong + 1 })}</p>}
    </details>
  );
}
