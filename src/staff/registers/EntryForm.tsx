import { useState } from 'preact/hooks';
import type { Locale } from '../../contract/locales.ts';
import { fill } from '../../ui/fill.ts';
import { Languages } from '../editor/Languages.tsx';
import { today } from '../exchange/save.ts';
import type { Whence } from '../exchange/WhenceFields.tsx';
import type { Place } from '../schools/places.ts';
import { useDesk } from '../shell/Console.tsx';
import { Common } from './Common.tsx';
import type { EntryRow, PlaceRow, RegisterWords, TypeCard } from './calls.ts';
import { type Draft, type DraftProblem, draftOf, emptyDraft, rowOf, serverProblems } from './entry.ts';
import { FieldControl } from './FieldControl.tsx';
import { MeasureFields } from './MeasureFields.tsx';
import { RemoveEntry } from './RemoveEntry.tsx';
import { sendRows } from './sending.ts';

export interface FormProps {
  words: RegisterWords;
  problems: Record<string, string>;
  type: TypeCard;
  /** where the caller works with registers */
  own: readonly Place[];
  places: readonly PlaceRow[];
  choices: Record<string, EntryRow[]>;
  entry: EntryRow | null;
}

/** The form of an entry, made from its type. Saving makes a batch of one row, which a second person signs. */
export function EntryForm({ words, problems, type, own, places, choices, entry }: FormProps) {
  const desk = useDesk();
  const [locale, pick] = useState<Locale>('zh-Hans');
  const [draft, setDraft] = useState<Draft>(() => (entry ? draftOf(type, entry) : emptyDraft(own[0]?.code ?? '')));
  const [about, setAbout] = useState({ as_of: today(), source: '' });
  const [bad, setBad] = useState<(DraftProblem & { server?: true })[]>([]);
  const [batch, setBatch] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (next: (draft: Draft) => Draft) => setDraft(next);
  const put = (patch: Partial<Draft>) => setDraft((now) => ({ ...now, ...patch }));
  const say = (field: string) =>
    bad
      .filter((one) => one.field === field)
      .map(({ code, params, server }) => fill(problems[`${server ? 's' : 'p'}_${code}`] ?? code, params))
      .join(words.semicolon) || undefined;
  const send = async (rows: Parameters<typeof sendRows>[2], place: string) => {
    setBusy(true);
    try {
      let made = '';
      const told: Whence = { ...about, source: about.source.trim(), place };
      const refused = await sendRows(type.key, told, rows, { batch: null, sent: 0 }, (now) => {
        made = now.batch ?? made;
      });
      setBad(serverProblems(refused));
      if (refused.length === 0) setBatch(made);
    } catch (error) {
      desk.fail(error);
    }
    setBusy(false);
  };
  const save = () => {
    const { row, problems: found } = rowOf(type, draft);
    if (!about.source.trim()) found.push({ field: 'source', code: 'empty', params: {} });
    setBad(found);
    if (found.length === 0) void send([row], draft.place);
    else setTimeout(() => document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  };
  if (batch)
    return (
      <section class="card stack" role="status" data-testid="entry-sent">
        <p>{words.entry_sent}</p>
        <p class="row">
          <a class="btn main" href={`${desk.prefix}/staff/batch?b=${batch}`}>
            {words.review}
          </a>
          <a class="btn" href={`${desk.prefix}/staff/entry?type=${type.key}`}>
            {words.another}
          </a>
        </p>
      </section>
    );
  const shared = { words, draft, put, say, locale };
  return (
    <form
      class="stack entry-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <p class="notice">{words.two_persons}</p>
      <fieldset class="card group" disabled={busy}>
        <legend>{words.what}</legend>
        <Languages {...{ body: draft, change, locale, pick }} said={(one) => draft.title[one]} controls="entry-words" />
        <div id="entry-words" role="tabpanel" aria-labelledby={`tab-${locale}`} class="fields">
          <Common {...shared} type={type} places={places} top={own[0]?.code ?? ''} fixed={entry !== null} />
          {type.fields.map((field) => (
            <FieldControl key={field.name} {...shared} field={field} choices={choices} />
          ))}
        </div>
      </fieldset>
      <MeasureFields
        {...shared}
        type={type}
        entry={entry}
        about={about}
        putAbout={(patch) => setAbout({ ...about, ...patch })}
      />
      {bad.length > 0 && (
        <p class="notice amber" role="alert">
          {fill(words.to_mend, { count: bad.length })}{' '}
          {bad
            .filter(({ field }) => field === 'key')
            .map(({ field }) => say(field))
            .join(' ')}
        </p>
      )}
      <div class="row save">
        <button type="submit" class="btn main" disabled={busy}>
          {words.save}
        </button>
        {entry && (
          <RemoveEntry words={words} busy={busy} about={about} remove={() => send([removal(entry)], entry.place)} />
        )}
      </div>
    </form>
  );
}

const removal = ({ key, place, title, from, to, number, fields, measures }: EntryRow) => ({
  ...{ row: 1, act: 'remove' as const, key, place, title, from, to, number, fields, measures },
});
