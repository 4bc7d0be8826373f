import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Areas } from '../../i18n/keys.ts';
import { Form } from '../editor/Field.tsx';
import type { Place } from '../schools/places.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import { Teach } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { useAddress } from './address.ts';
import { askEntry, type EntrySeen, type RegisterWords, type TypeCard } from './calls.ts';
import { EntryForm } from './EntryForm.tsx';
import { EntryHistory } from './EntryHistory.tsx';
import { placesOf } from './places.ts';
import { inWords } from './say.ts';
import { usePlaces } from './useSurroundings.ts';
import { useChoices, useTypes } from './useTypes.ts';

export interface EntryProps {
  words: RegisterWords;
  problems: Record<string, string>;
  editor: Areas['console_editor'];
  districts: Place[];
}

/** One entry: written here, signed by a second person; with its figures and everything that was ever signed about it. */
export function EntryPage({ shell, ...props }: EntryProps & { shell: Shell }) {
  return (
    <Console shell={shell} need={['registers.manage', 'registers.sign', 'events.manage']}>
      {() => <Desk {...props} />}
    </Console>
  );
}

function Desk(props: EntryProps) {
  const { words } = props;
  const desk = useDesk();
  const { fail, locale, prefix } = desk;
  const types = useTypes(fail);
  const [wanted] = useAddress(['type', 'key']);
  const [seen, setSeen] = useState<EntrySeen | null>(null);
  const load = useCallback(() => {
    if (wanted.type && wanted.key) askEntry(wanted.type, wanted.key).then(setSeen, fail);
  }, [wanted.type, wanted.key, fail]);
  useEffect(load, [load]);
  const type = types?.find(({ key }) => key === wanted.type);
  if (types && !type)
    return (
      <Teach title={words.no_register}>
        <a class="btn main" href={`${prefix}/staff/registers`}>
          {words.title}
        </a>
      </Teach>
    );
  return (
    <>
      {type && (
        <p class="no-print">
          <a class="btn quiet" href={`${prefix}/staff/register?type=${type.key}`}>
            ← {inWords(locale, type.name)}
          </a>
        </p>
      )}
      {!type || (wanted.key && !seen) ? (
        <p class="muted" role="status">
          {desk.words.loading}
        </p>
      ) : (
        <Whole {...props} type={type} seen={seen} />
      )}
    </>
  );
}

function Whole({
  words,
  problems,
  editor,
  districts,
  type,
  seen,
}: EntryProps & { type: TypeCard; seen: EntrySeen | null }) {
  const desk = useDesk();
  const { fail, locale } = desk;
  const own = useMemo(() => placesOf(desk.me, districts, locale), [desk.me, districts, locale]);
  const places = usePlaces(own[0]?.code ?? '', fail);
  const choices = useChoices(type, fail);
  const form = useMemo(
    () => ({ words: editor, screen: locale, findings: [], touched: null, touch: () => {} }),
    [editor, locale],
  );
  const name = seen?.entry ? inWords(locale, seen.entry.title) : '';
  if (!places || !choices)
    return (
      <p class="muted" role="status">
        {desk.words.loading}
      </p>
    );
  const shared = { words, type, places, choices };
  return (
    <>
      <h1>
        {name || (seen ? words.removed_entry : words.new_entry)}{' '}
        {seen?.entry?.ended && <span class="state withdrawn">{words.ended}</span>}
      </h1>
      {may(desk.me, 'registers.manage') && (
        <Form.Provider value={form}>
          <EntryForm {...shared} problems={problems} own={own} entry={seen?.entry ?? null} />
        </Form.Provider>
      )}
      {seen && <EntryHistory {...shared} seen={seen} />}
    </>
  );
}
