import { useState } from 'preact/hooks';
import type { TrailBody } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { DATUMS, type Datum } from './geo/datum.ts';
import type { GeoFile } from './geo/file.ts';
import { GEO_LIMITS, GeoRefused } from './geo/limits.ts';
import { ImportPreview } from './ImportPreview.tsx';
import { useTrailWords } from './words.tsx';

interface Props {
  open: boolean;
  close: () => void;
  body: TrailBody;
  change: (next: (body: TrailBody) => TrailBody) => void;
}

/** A file with places: which datum it is in, what is in it, and only then what of it is taken over. */
export function Import(props: Props) {
  const words = useTrailWords();
  const desk = useDesk();
  return (
    <Dialog open={props.open} wide title={words.import_title} words={desk.words} close={props.close}>
      <Steps {...props} />
    </Dialog>
  );
}

function Steps({ close, body, change }: Props) {
  const words = useTrailWords();
  const desk = useDesk();
  const [datum, setDatum] = useState<Datum | 'unknown' | null>(null);
  const [text, setText] = useState<string | null>(null);
  const [file, setFile] = useState<GeoFile | null>(null);
  const [refused, setRefused] = useState<GeoRefused | null>(null);
  const chosen = datum === 'unknown' ? null : datum;

  /** Reads with code that is fetched when it is first needed. */
  const read = async (source: string | Uint8Array, of: Datum, swap = false) => {
    setFile(null);
    setRefused(null);
    try {
      const { readGeo, textOfFile } = await import('./geo/file.ts');
      const own = typeof source === 'string' ? source : textOfFile(source);
      setText(own);
      setFile(readGeo(own, of, swap));
    } catch (error) {
      if (error instanceof GeoRefused) setRefused(error);
      else desk.fail(error);
    }
  };
  const choose = async (picked: File | undefined) => {
    if (!picked || !chosen) return;
    // what is too large is not even read
    if (picked.size > GEO_LIMITS.bytes) return setRefused(new GeoRefused('too_large', { mb: 2 }));
    await read(new Uint8Array(await picked.arrayBuffer()), chosen);
  };
  return (
    <div class="geo-import">
      <fieldset class="stack tight datum">
        <legend>{words.datum}</legend>
        {([...DATUMS, 'unknown'] as const).map((one) => (
          <label key={one} class="row flag">
            <input
              type="radio"
              name="datum"
              value={one}
              checked={datum === one}
              onChange={() => {
                setDatum(one);
                if (text && one !== 'unknown') read(text, one);
                if (one === 'unknown') setFile(null);
              }}
            />
            <span>
              <b>{words[`datum_${one}`]}</b> <span class="small muted">{words[`datum_${one}_text`]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {datum === 'unknown' && <p class="notice amber">{words.datum_find_out}</p>}
      <label class="stack tight">
        <span>{words.import_file}</span>
        <input
          type="file"
          name="geo"
          accept=".geojson,.json,.gpx,.kml,application/geo+json,application/gpx+xml,application/vnd.google-earth.kml+xml"
          disabled={!chosen}
          onChange={({ currentTarget }) => {
            choose(currentTarget.files?.[0]);
            currentTarget.value = '';
          }}
        />
        <span class="small muted">{chosen ? words.import_limits : words.datum_first}</span>
      </label>
      {refused && (
        <div class="notice amber row" role="alert" data-refused={refused.code}>
          <span class="grow">
            {words.import_refused} {fill(words[`geo_${refused.code}`], refused.params)}
          </span>
          {refused.code === 'swapped' && text && chosen && (
            <button type="button" class="btn" onClick={() => read(text, chosen, true)}>
              {words.swap}
            </button>
          )}
        </div>
      )}
      {file && (
        <ImportPreview
          key={datum}
          body={body}
          file={file}
          take={(next) => {
            change(() => next);
            close();
            desk.say(words.import_done);
          }}
        />
      )}
    </div>
  );
}
