import type { Locale } from '../../contract/locales.ts';
import { fill } from '../../ui/fill.ts';
import type { PlaceRow, RegisterWords, TypeCard } from './calls.ts';
import type { Draft } from './entry.ts';
import { controlOf, Labelled } from './Labelled.tsx';
import { PlaceField } from './PlaceField.tsx';
import { inWords } from './say.ts';

export interface FieldProps {
  words: RegisterWords;
  draft: Draft;
  put: (patch: Partial<Draft>) => void;
  /** what is wrong with a field */
  say: (field: string) => string | undefined;
  /** language being written */
  locale: Locale;
}

interface Props extends FieldProps {
  type: TypeCard;
  places: readonly PlaceRow[];
  /** the place above all that may be chosen */
  top: string;
  /** the entry stands: its key does not change */
  fixed: boolean;
}

/** What every entry has: name, place, from when to when, how many it stands for, and its key. */
export function Common({ words, draft, put, say, locale, type, places, top, fixed }: Props) {
  const day = (name: 'from' | 'to', hint?: string) => (
    <Labelled label={words[name]} of={name} bad={say(name)} hint={hint}>
      <input
        {...controlOf(name, say(name), hint)}
        type="date"
        name={name}
        value={draft[name] ?? ''}
        onInput={(event) => put({ [name]: event.currentTarget.value || null })}
      />
    </Labelled>
  );
  const unit = inWords(locale, type.unit);
  return (
    <>
      <Labelled label={words.entry} of="title" bad={say('title')} required>
        <input
          {...controlOf('title', say('title'))}
          type="text"
          name="title"
          lang={locale}
          maxLength={80}
          value={draft.title[locale] ?? ''}
          onInput={(event) => put({ title: { ...draft.title, [locale]: event.currentTarget.value } })}
        />
      </Labelled>
      <PlaceField
        words={words}
        places={places}
        top={top}
        value={draft.place}
        bad={say('place')}
        put={(place) => put({ place })}
      />
      {day('from')}
      {day('to', words.to_hint)}
      <Labelled label={words.number} of="number" bad={say('number')} hint={fill(words.number_hint, { unit })}>
        <input
          {...controlOf('number', say('number'), words.number_hint)}
          type="text"
          name="number"
          class="num"
          maxLength={40}
          placeholder={`1 ${unit}`}
          value={draft.number}
          onInput={(event) => put({ number: event.currentTarget.value })}
        />
      </Labelled>
      {!fixed && (
        <Labelled
          label={words.code}
          of="key"
          bad={say('key')}
          hint={type.key === 'placement' ? words.channel_hint : words.key_hint}
        >
          <input
            {...controlOf('key', say('key'), words.key_hint)}
            type="text"
            name="key"
            autocomplete="off"
            maxLength={60}
            value={draft.key}
            onInput={(event) => put({ key: event.currentTarget.value })}
          />
        </Labelled>
      )}
    </>
  );
}
