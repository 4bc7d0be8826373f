import type { Words } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { today } from '../exchange/save.ts';
import { useDesk } from '../shell/Console.tsx';
import type { FieldProps } from './Common.tsx';
import type { EntryRow, TypeCard } from './calls.ts';
import { controlOf, Labelled } from './Labelled.tsx';
import { inWords, sayFigure } from './say.ts';

interface Props extends FieldProps {
  type: TypeCard;
  /** as it stands */
  entry: EntryRow | null;
  about: { as_of: string; source: string };
  putAbout: (patch: { as_of?: string; source?: string }) => void;
}

/** Figures with the day from which they hold and where they come from. */
export function MeasureFields({ words, draft, put, say, type, entry, about, putAbout }: Props) {
  const { locale } = useDesk();
  const sayStanding = (name: string, unit: Words) => {
    const figure = entry?.measures[name];
    return figure ? sayFigure(words, locale, figure, unit) : '';
  };
  return (
    <fieldset class="card group">
      <legend>{words.figures_of}</legend>
      <div class="fields">
        {type.measures.map(({ name, label, unit, sort }) => {
          const hint = fill(sort === 'stock' ? words.stock_hint : words.flow_hint, { unit: inWords(locale, unit) });
          return (
            <Labelled key={name} label={inWords(locale, label)} of={`measure-${name}`} bad={say(name)} hint={hint}>
              <input
                {...controlOf(`measure-${name}`, say(name), hint)}
                type="text"
                name={name}
                class="num"
                maxLength={40}
                placeholder={sayStanding(name, unit)}
                value={draft.measures[name] ?? ''}
                onInput={(event) => put({ measures: { ...draft.measures, [name]: event.currentTarget.value } })}
              />
            </Labelled>
          );
        })}
        <Labelled label={words.as_of} of="as_of">
          <input
            id="as_of"
            type="date"
            name="as_of"
            max={today()}
            value={about.as_of}
            onInput={(event) => event.currentTarget.value && putAbout({ as_of: event.currentTarget.value })}
          />
        </Labelled>
        <Labelled label={words.source} of="source" hint={words.source_hint} bad={say('source')} required>
          <input
            {...controlOf('source', say('source'), words.source_hint)}
            type="text"
            name="source"
            maxLength={100}
            value={about.source}
            onInput={(event) => putAbout({ source: event.currentTarget.value })}
          />
        </Labelled>
      </div>
    </fieldset>
  );
}
